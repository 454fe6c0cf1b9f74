using System.Net;
using System.Net.Sockets;
using Outreach.Content;
using Outreach.Sandbox;
using Outreach.Sandbox.Zalo;

namespace Outreach.Host;

/// <summary>
/// The providers' side of the wire inside this process, on the port after ours. Used while no provider is configured, so that
/// the program does its whole job from the first start; everything still travels over HTTP.
/// </summary>
internal static class EmbeddedSandbox
{
    private static readonly string[] ProviderKeys =
    [
        "Channels:Zalo:AppId", "Channels:Telegram:BotToken", "Channels:Twilio:AccountSid", "Channels:Twilio:AuthToken",
        "Channels:Facebook:PageAccessToken",
        "Channels:SmsGateway:Preset", "Channels:SmsGateway:Send:Path",
    ];

    /// <summary>True unless a provider's credentials are given or <c>Sandbox:Enabled</c> says otherwise.</summary>
    public static bool IsWanted(IConfiguration configuration) =>
        configuration.GetValue<bool?>("Sandbox:Enabled") ?? ProviderKeys.All(key => string.IsNullOrEmpty(configuration[key]));

    public static Task<SandboxHost> StartAsync(SandboxOptions options, string serviceUrl, CancellationToken ct)
    {
        var service = new Uri(serviceUrl);
        return SandboxHost.StartAsync(options, $"http://{service.Host}:{service.Port + 1}", ct);
    }

    /// <summary>Settings that point every channel at the sandbox.</summary>
    public static Dictionary<string, string?> Settings(SandboxHost sandbox, string serviceUrl) => new()
    {
        ["Service:PublicUrl"] = serviceUrl,
        ["Channels:Zalo:BaseUrl"] = sandbox.Url,
        ["Channels:Zalo:OAuthUrl"] = sandbox.Url,
        ["Channels:Zalo:ZnsUrl"] = sandbox.Url,
        ["Channels:Zalo:ZnsEnabled"] = "true",
        ["Channels:Zalo:AppId"] = SandboxDefaults.ZaloAppId,
        ["Channels:Zalo:AppSecret"] = SandboxDefaults.ZaloAppSecret,
        ["Channels:Zalo:OaSecret"] = SandboxDefaults.ZaloOaSecret,
        ["Channels:Zalo:RefreshToken"] = SandboxDefaults.ZaloRefreshToken,
        ["Channels:Telegram:BaseUrl"] = sandbox.Url,
        ["Channels:Telegram:BotToken"] = SandboxDefaults.TelegramBotToken,
        ["Channels:Telegram:WebhookSecret"] = SandboxDefaults.TelegramWebhookSecret,
        ["Channels:Twilio:BaseUrl"] = sandbox.Url,
        ["Channels:Twilio:AccountSid"] = SandboxDefaults.TwilioAccountSid,
        ["Channels:Twilio:AuthToken"] = SandboxDefaults.TwilioAuthToken,
        ["Channels:Twilio:From"] = SandboxDefaults.TwilioSender,
        ["Channels:Facebook:BaseUrl"] = sandbox.Url,
        ["Channels:Facebook:PageId"] = SandboxDefaults.FacebookPageId,
        ["Channels:Facebook:PageAccessToken"] = SandboxDefaults.FacebookPageAccessToken,
        ["Channels:Facebook:AppSecret"] = SandboxDefaults.FacebookAppSecret,
        ["Channels:Facebook:VerifyToken"] = SandboxDefaults.FacebookVerifyToken,

        ["Dossiers:BaseUrl"] = sandbox.Url,

        // The simulator's list names a message at once; a real provider's takes its time.
        ["Channels:Twilio:LookupAfterSeconds"] = "2",
        ["Channels:Facebook:LookupAfterSeconds"] = "2",
    };

    /// <summary>The templates of the ready messages; here each counts as approved.</summary>
    public static IEnumerable<ApprovedTemplate> Templates(ContentLibrary content) => content.Messages.Select(message => message.Zns).OfType<Content.Zns.ZnsMessage>()
        .Select(zns => new ApprovedTemplate(zns.Template, zns.Text, [.. zns.Buttons.Select(button => new TemplateButton(button.Title, button.Url))]));

    /// <summary>Puts a real port in place of 0, one whose neighbour is free too.</summary>
    public static string Concrete(string url)
    {
        var uri = new UriBuilder(url);
        while (uri.Port == 0 || (url.EndsWith(":0", StringComparison.Ordinal) && !IsFree(uri.Port + 1)))
            uri.Port = FreePort();
        return uri.Uri.GetLeftPart(UriPartial.Authority);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
