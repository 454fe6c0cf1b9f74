namespace Outreach.Content.Zns;

/// <summary>
/// The Zalo template (ZNS) by which a ready message reaches telephone numbers. Its words are Zalo's since it was approved; what
/// leaves is the template's id and a value for each of its parameters.
/// </summary>
/// <param name="Template">The id Zalo gave it.</param>
/// <param name="Text">Its words as approved, parameters in angle brackets (<c>&lt;customer_name&gt;</c>): for those who read and approve here.</param>
public sealed record ZnsMessage(string Template, string Text, IReadOnlyList<ZnsButton> Buttons, IReadOnlyList<ZnsParameter> Parameters)
{
    /// <summary>Name of the channel that sends it.</summary>
    public const string Channel = "zns";

    /// <summary>The words with the buttons below, as an officer reads them.</summary>
    public string Words => string.Join('\n', Buttons.Select(button => $"[{button.Title}] {button.Url}").Prepend(Text));
}

/// <summary>A button of the template.</summary>
/// <param name="Url">As approved, parameters in angle brackets.</param>
public sealed record ZnsButton(string Title, string Url);

/// <summary>A parameter of the template and where its value comes from: the author's own words, or a fact.</summary>
/// <param name="Name">As the template has it.</param>
/// <param name="Type">What Zalo calls its technical setting.</param>
/// <param name="Value">The same for everybody; null where <paramref name="Field"/> is given.</param>
/// <param name="Otherwise">Of a contact's fact: what is said to those of whom it is unknown, or too long.</param>
/// <param name="MaxLength">What this template's approval names, where it differs from the usual of <paramref name="Type"/>.</param>
public sealed record ZnsParameter(string Name, ZnsType Type, string? Value = null, ZnsField? Field = null, string? Otherwise = null, int? MaxLength = null)
{
    /// <summary>Most characters Zalo takes.</summary>
    public int Longest => MaxLength ?? Type.Longest;

    public bool IsPersonal => Field is ZnsField.ContactName or ZnsField.ContactUnit;
}
