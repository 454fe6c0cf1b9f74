namespace Outreach.Delivery;

/// <summary>How the outside world reaches this service. Section <c>Service</c>.</summary>
public sealed class ServiceOptions
{
    public const string Section = "Service";

    /// <summary>
    /// Public base address, for example <c>https://thongtin.example.gov.vn</c>; providers call back below it. No default: only
    /// the channels that ask for it need it.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The public address of a path of this service.</summary>
    /// <exception cref="InvalidOperationException"><see cref="PublicUrl"/> is not set.</exception>
    public string At(string path) =>
        PublicUrl is null
            ? throw new InvalidOperationException($"{Section}:{nameof(PublicUrl)} is not set.")
            : PublicUrl.OriginalString.TrimEnd('/') + path;
}
