namespace Outreach.Inbox.Dossiers;

/// <summary>Where dossiers are looked up. Section <c>Dossiers</c>.</summary>
public sealed class DossierOptions
{
    public const string Section = "Dossiers";

    /// <summary>
    /// Base address of a system that answers <c>GET /dossiers/{code}</c> as the sandbox does. Default: none, citizens are told how to look
    /// on the portal.
    /// </summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>How long a citizen waits for it. Default: 5 seconds.</summary>
    public double TimeoutSeconds { get; set; } = 5;
}
