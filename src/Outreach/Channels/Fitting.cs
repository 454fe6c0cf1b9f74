using Outreach.Delivery;

namespace Outreach.Channels;

/// <summary>Content is fitted before it enters the outbox; what slipped through is refused here instead of by the provider.</summary>
internal static class Fitting
{
    /// <summary>Why this content cannot travel on a channel with these limits, or null. A channel without pictures sends the words alone.</summary>
    public static SendOutcome.Rejected? Misfit(this MessageContent content, ChannelLimits limits)
    {
        var picture = content.Image is not null && limits.CaptionLength > 0;
        var longest = picture ? limits.CaptionLength : limits.TextLength;
        if (content.Text.Length > longest)
            return new("too_long", $"{content.Text.Length} characters, at most {longest} fit");
        if (content.Buttons?.Count > limits.Buttons)
            return new("too_many_buttons", $"{content.Buttons.Count} buttons, at most {limits.Buttons} fit");
        return string.IsNullOrWhiteSpace(content.Text) && !picture ? new("empty", "neither text nor picture") : null;
    }
}
