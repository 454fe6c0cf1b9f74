namespace Outreach.Assistant.Retrieval;

/// <summary>What a phrase or short form stands for.</summary>
/// <param name="Weights">What each of its words counts, 0..1.</param>
/// <param name="IsOfficial">Some names of procedures use the phrase themselves.</param>
/// <param name="IsCommon">So many do that only a question of nothing else means it otherwise.</param>
internal sealed record Meaning(Word[] Words, float[] Weights, bool IsOfficial = false, bool IsCommon = false);
