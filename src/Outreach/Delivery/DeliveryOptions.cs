using System.ComponentModel.DataAnnotations;

namespace Outreach.Delivery;

/// <summary>Section <c>Delivery</c>.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>A campaign is paused when more than this share of its last 200 messages was refused or is unknown. Default 0.3; 1 never pauses.</summary>
    [Range(0.01, 1)]
    public double PauseAboveErrorShare { get; set; } = 0.3;

    /// <summary>Messages of a campaign that have not left so many hours after its launch are not sent any more. Default 72.</summary>
    [Range(1, 24 * 365)]
    public double CampaignHours { get; set; } = 72;
}
