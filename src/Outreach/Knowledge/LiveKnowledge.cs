using Outreach.Assistant.Knowledge;

namespace Outreach.Knowledge;

/// <summary>
/// What the assistant knows at this moment. New knowledge is built beside the old one and put in its place in one step, so
/// whoever asks meanwhile is answered from the old.
/// </summary>
public sealed class LiveKnowledge(KnowledgeBase first)
{
    private volatile KnowledgeBase current = first;

    public KnowledgeBase Current => current;

    public void Replace(KnowledgeBase next)
    {
        ArgumentNullException.ThrowIfNull(next);
        current = next;
    }
}
