using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Outreach.Delivery;

/// <summary>Who hears of notices. Section <c>Notices</c>.</summary>
public sealed class NoticeOptions : IValidatableObject
{
    public const string Section = "Notices";

    /// <summary>E-mail addresses of the officers who get every notice. None: notices wait until somebody looks.</summary>
    public IList<string> MailTo { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        MailTo.Select((address, i) => (address, i)).Where(each => !MailAddress.TryCreate(each.address, out _))
            .Select(each => new ValidationResult($"{Section}:{nameof(MailTo)}:{each.i} must be an e-mail address, it is \"{each.address}\".", [nameof(MailTo)]));
}
