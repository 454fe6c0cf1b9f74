using Microsoft.Extensions.Logging;

namespace Outreach.Sandbox;

/// <summary>How one sandbox is set up. The defaults fit a service configured with <see cref="SandboxDefaults"/>.</summary>
public sealed class SandboxOptions
{
    /// <summary>Where the journal and the received pictures are kept; null keeps everything in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>
    /// Base address of the service whose webhooks are called. May be set after the start, since the service starts later;
    /// until then webhooks wait, also those left over from an earlier run.
    /// </summary>
    public Uri? WebhookBaseUrl
    {
        get;
        set
        {
            field = value;
            WebhookBaseUrlChanged?.Invoke();
        }
    }

    public ZaloCredentials Zalo { get; init; } = new();

    public TelegramCredentials Telegram { get; init; } = new();

    public TwilioCredentials Twilio { get; init; } = new();

    public FacebookCredentials Facebook { get; init; } = new();

    public SmsGatewayCredentials SmsGateway { get; init; } = new();

    /// <summary>Seed of the faults' dice, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long after an accepted message its first receipt leaves.</summary>
    public TimeSpan ReceiptDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What the fault <c>lateReceipts</c> adds to a receipt's delay.</summary>
    public TimeSpan LateReceiptDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long Zalo works on an article before it can be shown.</summary>
    public TimeSpan ArticleDelay { get; init; }

    /// <summary>Share 0..1 of delivered Zalo messages that are also reported as seen. Opening a phone on the page always reports.</summary>
    public double ZaloSeenShare { get; init; }

    /// <summary>Factor on the providers' documented pauses between webhook retries; 1 is real time.</summary>
    public double WebhookRetryScale { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the sandbox's own warnings go; null keeps it quiet.</summary>
    public ILoggerFactory? Loggers { get; init; }

    internal event Action? WebhookBaseUrlChanged;
}

/// <param name="OaId">The official account that sends.</param>
/// <param name="AppSecret">Header <c>secret_key</c> of the token endpoint.</param>
/// <param name="OaSecret">Signs webhooks; not the same as <paramref name="AppSecret"/>.</param>
/// <param name="InitialRefreshToken">Accepted once, as if it came from an administrator's consent.</param>
public sealed record ZaloCredentials(
    string AppId = SandboxDefaults.ZaloAppId,
    string OaId = SandboxDefaults.ZaloOaId,
    string AppSecret = SandboxDefaults.ZaloAppSecret,
    string OaSecret = SandboxDefaults.ZaloOaSecret,
    string InitialRefreshToken = SandboxDefaults.ZaloRefreshToken);

/// <param name="WebhookSecret">Sent with every update until the bot calls <c>setWebhook</c> with its own.</param>
public sealed record TelegramCredentials(
    string BotToken = SandboxDefaults.TelegramBotToken,
    string WebhookSecret = SandboxDefaults.TelegramWebhookSecret);

/// <param name="Sender">The number or name that citizens' SMS are addressed to when nothing was sent to them before.</param>
public sealed record TwilioCredentials(
    string AccountSid = SandboxDefaults.TwilioAccountSid,
    string AuthToken = SandboxDefaults.TwilioAuthToken,
    string Sender = SandboxDefaults.TwilioSender);

/// <param name="PageId">The page that posts and answers.</param>
/// <param name="AppSecret">Signs webhooks and proves tokens.</param>
public sealed record FacebookCredentials(
    string PageId = SandboxDefaults.FacebookPageId,
    string PageAccessToken = SandboxDefaults.FacebookPageAccessToken,
    string AppSecret = SandboxDefaults.FacebookAppSecret);

/// <param name="ApiKey">Of the gateway that plays eSMS.</param>
/// <param name="SecretKey">Of the same.</param>
/// <param name="AccessToken">Of the gateway that plays SpeedSMS.</param>
/// <param name="WebhookSecret">Part of the service's address that was "entered" at SpeedSMS, which knows one for all messages.</param>
public sealed record SmsGatewayCredentials(
    string ApiKey = SandboxDefaults.EsmsApiKey,
    string SecretKey = SandboxDefaults.EsmsSecretKey,
    string AccessToken = SandboxDefaults.SpeedSmsAccessToken,
    string WebhookSecret = SandboxDefaults.SmsWebhookSecret);

/// <summary>Fixed credentials, valid nowhere but here, so that a service can be configured with the same values.</summary>
public static class SandboxDefaults
{
    public const string ZaloAppId = "1000000000000000001";
    public const string ZaloOaId = "2000000000000000002";
    public const string ZaloAppSecret = "sandbox-zalo-app-secret";
    public const string ZaloOaSecret = "sandbox-zalo-oa-secret";
    public const string ZaloRefreshToken = "sandbox-zalo-refresh-token";

    /// <summary>In the provider's form: bot id, colon, 35 characters.</summary>
    public const string TelegramBotToken = "700000001:SANDBOX-sandbox-SANDBOX-sandbox-000";
    public const string TelegramWebhookSecret = "sandbox-telegram-webhook-secret";

    public const string TwilioAccountSid = "AC00000000000000000000000000005a4d";
    public const string TwilioAuthToken = "sandbox-twilio-auth-token";

    /// <summary>An alphanumeric sender: at most 11 characters, at least one letter.</summary>
    public const string TwilioSender = "UBNDTINH";

    public const string FacebookPageId = "300000000000003";
    public const string FacebookPageAccessToken = "sandbox-facebook-page-access-token";
    public const string FacebookAppSecret = "sandbox-facebook-app-secret";
    public const string FacebookVerifyToken = "sandbox-facebook-verify-token";

    public const string EsmsApiKey = "SANDBOXESMSAPIKEY";
    public const string EsmsSecretKey = "sandbox-esms-secret-key";
    public const string SpeedSmsAccessToken = "sandbox-speedsms-access-token";
    public const string SmsWebhookSecret = "sandbox-sms-webhook-secret-0000000000";
}
