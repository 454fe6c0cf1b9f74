namespace Outreach.BotFramework.Authentication;

/// <summary>Where secrets may travel to, and keys be believed from.</summary>
public static class SafeAddress
{
    /// <summary>Encrypted on the way, or never on its way at all.</summary>
    public static bool Is(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
    }
}
