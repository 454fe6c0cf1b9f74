using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Email;

/// <summary>Sends plain-text e-mail with pictures and documents attached. Meant for officers' notices and internal messages.</summary>
public sealed class EmailChannel(MediaStore media, IOptions<EmailOptions> options, TimeProvider time) : IChannel
{
    internal const string ChannelName = "email";

    private readonly EmailOptions settings = options.Value;

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    /// <summary>Mail servers report neither delivery nor reading; what comes back is a letter to the sender's box.</summary>
    public ChannelLimits Limits { get; } =
        new(TextLength: 100_000, CaptionLength: 100_000, Buttons: 0, options.Value.MessagesPerSecond, options.Value.Concurrency, ReportsDelivery: false)
        {
            Pictures = 10,
            Files = true,
        };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{EmailOptions.Section}:{nameof(EmailOptions.Host)} is not set.");
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;
        if (!MailAddress.TryCreate(message.Address, out var to))
            return new SendOutcome.Rejected("address", "the address is no e-mail address");

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(settings.TimeoutSeconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var id = $"<{message.RequestId:N}@{new MailAddress(settings.From!).Host}>";
        try
        {
            using var mail = await EmailLetter.WriteAsync(message.Content, settings.From!, to, id, media, ct);
            using var smtp = Client();
            await smtp.SendMailAsync(mail, both.Token);
            return new SendOutcome.Accepted(id);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SendOutcome.Unconfirmed($"no answer within {settings.TimeoutSeconds} s");
        }
        catch (FileNotFoundException e)
        {
            return new SendOutcome.Rejected("no_file", e.Message);
        }
        catch (SmtpException e)
        {
            return Read(e);
        }
    }

    private SmtpClient Client() => new(settings.Host, settings.Port)
    {
        EnableSsl = settings.Tls,
        Credentials = string.IsNullOrEmpty(settings.User) ? null : new NetworkCredential(settings.User, settings.Password),
        DeliveryFormat = SmtpDeliveryFormat.International,
    };

    /// <summary>
    /// The first digit of the server's answer decides (RFC 5321, 4.2.1): 4 is "not now", 5 is "never". Without an answer only a
    /// failure to connect is known to have sent nothing.
    /// </summary>
    private static SendOutcome Read(SmtpException e) => e switch
    {
        { InnerException: SocketException inner } => new SendOutcome.Postponed(inner.Message),
        { InnerException: AuthenticationException inner } => new SendOutcome.Misconfigured($"{EmailOptions.Section}:{nameof(EmailOptions.Tls)}: {inner.Message}"),
        { StatusCode: SmtpStatusCode.MustIssueStartTlsFirst or SmtpStatusCode.ClientNotPermitted } =>
            new SendOutcome.Misconfigured($"{EmailOptions.Section}: the server refuses us ({(int)e.StatusCode}): {e.Message}"),

        // 535, which has no name in .NET: user and password are wrong (RFC 4954).
        { StatusCode: (SmtpStatusCode)535 or (SmtpStatusCode)534 } =>
            new SendOutcome.Misconfigured($"{EmailOptions.Section}:{nameof(EmailOptions.Password)} is refused: {e.Message}"),
        { StatusCode: SmtpStatusCode.GeneralFailure } => new SendOutcome.Unconfirmed(e.GetBaseException().Message),
        { StatusCode: >= (SmtpStatusCode)400 and < (SmtpStatusCode)500 } => new SendOutcome.Postponed($"{(int)e.StatusCode} {e.Message}"),
        _ => new SendOutcome.Rejected(((int)e.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), e.Message),
    };
}
