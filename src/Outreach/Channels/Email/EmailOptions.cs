using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Outreach.Channels.Email;

/// <summary>A mail server that takes our messages (SMTP submission, RFC 6409). Section <c>Channels:Email</c>; on as soon as <see cref="Host"/> and <see cref="From"/> are given.</summary>
public sealed class EmailOptions : IValidatableObject
{
    public const string Section = "Channels:Email";

    public string? Host { get; set; }

    /// <summary>587 for submission with STARTTLS, 25 inside a network. TLS from the first byte (465) is not supported.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Whether to ask for STARTTLS. Default true; false only for a server on the same machine or network.</summary>
    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Sender, such as <c>Trung tâm phục vụ hành chính công &lt;tb@example.gov.vn&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>Name of the sender account in the outbox.</summary>
    public string Account { get; set; } = "default";

    [Range(0.01, 1000)]
    public double MessagesPerSecond { get; set; } = 5;

    [Range(1, 50)]
    public int Concurrency { get; set; } = 4;

    [Range(1, 300)]
    public double TimeoutSeconds { get; set; } = 30;

    public bool Enabled => !string.IsNullOrWhiteSpace(Host);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Enabled && !MailAddress.TryCreate(From, out _))
            yield return new($"{Section}:{nameof(From)} must be an e-mail address because {nameof(Host)} is set, it is \"{From}\".", [nameof(From)]);
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return new($"{Section}:{nameof(User)} and {nameof(Password)} are given together or not at all.", [nameof(User)]);
        if (!string.IsNullOrEmpty(Password) && !Tls)
            yield return new($"{Section}:{nameof(Tls)} must be true because {nameof(Password)} is set: it would travel in the clear.", [nameof(Tls)]);
    }
}
