using System.Text;
using System.Text.RegularExpressions;

namespace Outreach.People.Import;

/// <summary>Turns a row into a contact, or into every reason why it cannot be one.</summary>
/// <param name="today">Where the citizens are; no consent is younger.</param>
internal sealed partial class ContactRowReader(ContactColumns columns, string fileName, DateOnly today)
{
    private const int LongestText = 200;

    private readonly string source = ConsentSource.List(fileName);

    /// <summary>Null when the row is rejected; the reasons are added to <paramref name="issues"/>.</summary>
    public NewContact? Read(SheetRow row, List<ImportIssue> issues)
    {
        var before = issues.Count;
        if (row.Cells.Skip(columns.Count).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            issues.Add(new ImportIssue(row.Line, "", "", ImportReason.TooManyCells));

        var name = ReadText(row, ContactField.Name, ImportReason.NameTooLong, issues);
        if (name.Length == 0)
            Reject(row, ContactField.Name, ImportReason.NoName, issues);

        var unit = ReadText(row, ContactField.Unit, ImportReason.UnitTooLong, issues);
        var addresses = new List<NewAddress>(3);
        AddPhone(row, ContactField.Phone, "sms", addresses, issues);
        AddPhone(row, ContactField.Zns, "zns", addresses, issues);
        AddAccount(row, ContactField.Zalo, "zalo", ReasonAgainstZalo, addresses, issues);
        AddAccount(row, ContactField.Telegram, "telegram", ReasonAgainstTelegram, addresses, issues);
        AddEmail(row, addresses, issues);
        AddPlace(row, addresses, issues);
        var consent = ReadConsent(row, issues);
        if (addresses.Count == 0 && issues.Count == before)
            issues.Add(new ImportIssue(row.Line, "", "", ImportReason.NoAddress));
        return issues.Count == before ? new NewContact(name, addresses, unit.Length == 0 ? null : unit, consent) : null;
    }

    private void AddPhone(SheetRow row, ContactField field, string channel, List<NewAddress> addresses, List<ImportIssue> issues)
    {
        var text = columns.Cell(row, field);
        if (text.Length == 0)
            return;
        if (PhoneNumber.TryParse(text, out var number, out var reason))
            addresses.Add(new NewAddress(channel, number.Value));
        else
            Reject(row, field, reason, issues);
    }

    private void AddAccount(
        SheetRow row,
        ContactField field,
        string channel,
        Func<string, string?> reasonAgainst,
        List<NewAddress> addresses,
        List<ImportIssue> issues)
    {
        var text = columns.Cell(row, field).Normalize(NormalizationForm.FormKC);
        if (text.Length == 0)
            return;
        if (reasonAgainst(text) is { } reason)
            Reject(row, field, reason, issues);
        else
            addresses.Add(new NewAddress(channel, text));
    }

    private void AddEmail(SheetRow row, List<NewAddress> addresses, List<ImportIssue> issues)
    {
        var text = columns.Cell(row, ContactField.Email);
        if (text.Length == 0)
            return;
        if (ChannelAddress.ReasonAgainst("email", text, out var value) is null)
            addresses.Add(new NewAddress("email", value));
        else
            Reject(row, ContactField.Email, ImportReason.AddressWrong, issues);
    }

    /// <summary>An address with the name of its channel: a notice board, a loudspeaker station, a group, a page.</summary>
    private void AddPlace(SheetRow row, List<NewAddress> addresses, List<ImportIssue> issues)
    {
        var (channel, address) = (columns.Cell(row, ContactField.Channel).ToLowerInvariant(), columns.Cell(row, ContactField.Address));
        if (address.Length == 0 && channel.Length == 0)
            return;
        if (ChannelAddress.ReasonAgainst(channel) is not null)
            Reject(row, ContactField.Channel, ImportReason.ChannelUnknown, issues);
        else if (ChannelAddress.ReasonAgainst(channel, address, out var value) is not null)
            Reject(row, ContactField.Address, ImportReason.AddressWrong, issues);
        else
            addresses.Add(new NewAddress(channel, value));
    }

    private NewConsent? ReadConsent(SheetRow row, List<ImportIssue> issues)
    {
        var text = columns.Cell(row, ContactField.Consent);
        if (text.Length == 0)
            return null;
        if (ConsentCell.TryParse(text, today, out var granted, out var reason))
            return new NewConsent(granted, text, source, ConsentProof.Row(fileName, row.Line));
        Reject(row, ContactField.Consent, reason, issues);
        return null;
    }

    private string ReadText(SheetRow row, ContactField field, string tooLong, List<ImportIssue> issues)
    {
        var text = Spaces().Replace(columns.Cell(row, field).Normalize(NormalizationForm.FormC), " ");
        if (text.Length > LongestText)
            issues.Add(new ImportIssue(row.Line, columns.Heading(field), text[..30] + "…", tooLong));
        return text;
    }

    private void Reject(SheetRow row, ContactField field, string reason, List<ImportIssue> issues)
    {
        var text = columns.Cell(row, field);
        var shown = field is ContactField.Consent ? text[..Math.Min(text.Length, 30)] : PhoneNumber.Mask(text);
        issues.Add(new ImportIssue(row.Line, columns.Heading(field), shown, reason));
    }

    private static string? ReasonAgainstZalo(string text)
    {
        if (RoundedNumber().IsMatch(text))
            return PhoneRefusal.Rounded;

        // User ids run to 18 or 19 digits and never begin with 0 or +, so a phone number cannot be one.
        if (text[0] is '0' or '+' && PhoneNumber.TryParse(text, out _, out _))
            return ImportReason.ZaloIsPhone;
        return AccountNumber().IsMatch(text) ? null : ImportReason.ZaloNotAnId;
    }

    private static string? ReasonAgainstTelegram(string text)
    {
        if (RoundedNumber().IsMatch(text))
            return PhoneRefusal.Rounded;
        if (Username().IsMatch(text))
            return ImportReason.TelegramIsUsername;
        return AccountNumber().IsMatch(text) ? null : ImportReason.TelegramNotAnId;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[0-9][.,]?[0-9]*[eE]\+?[0-9]+\z")]
    private static partial Regex RoundedNumber();

    [GeneratedRegex(@"^[1-9][0-9]{4,24}\z")]
    private static partial Regex AccountNumber();

    [GeneratedRegex(@"^(@|https?://t\.me/|t\.me/)?[A-Za-z][A-Za-z0-9_]{3,31}\z")]
    private static partial Regex Username();
}
