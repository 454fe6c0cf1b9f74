namespace Outreach.Tests.Channels.SmsGateway;

/// <summary>A gateway that is completely configured.</summary>
internal static class SmsGatewaySettings
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    public static Dictionary<string, string?> Esms(Uri provider) => new()
    {
        ["Service:PublicUrl"] = "https://bot.example.vn",
        ["Channels:SmsGateway:Preset"] = "esms",
        ["Channels:SmsGateway:BaseUrl"] = provider.ToString(),
        ["Channels:SmsGateway:Brandname"] = "HUEPORTAL",
        ["Channels:SmsGateway:WebhookSecret"] = Secret,
        ["Channels:SmsGateway:Secrets:ApiKey"] = "key\"1",
        ["Channels:SmsGateway:Secrets:SecretKey"] = "secret-2",
    };
}
