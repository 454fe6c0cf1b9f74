using System.Globalization;

namespace Outreach.Content.Zns;

/// <summary>A fact that a parameter can take its value from.</summary>
public enum ZnsField
{
    ContactName,
    ContactUnit,
    MessageTitle,
    MessageSource,
    MessageValidFrom,
    MessageValidTo,
    ProcedureCode,
    ProcedureName,
    ProcedureTime,
    ProcedureLink,
}

/// <summary>The fields as the content files name them.</summary>
public static class ZnsFields
{
    private static readonly Dictionary<string, ZnsField> ByName = new(StringComparer.Ordinal)
    {
        ["contact.name"] = ZnsField.ContactName,
        ["contact.unit"] = ZnsField.ContactUnit,
        ["message.title"] = ZnsField.MessageTitle,
        ["message.source"] = ZnsField.MessageSource,
        ["message.validFrom"] = ZnsField.MessageValidFrom,
        ["message.validTo"] = ZnsField.MessageValidTo,
        ["procedure.code"] = ZnsField.ProcedureCode,
        ["procedure.name"] = ZnsField.ProcedureName,
        ["procedure.time"] = ZnsField.ProcedureTime,
        ["procedure.link"] = ZnsField.ProcedureLink,
    };

    public static ZnsField? Find(string? name) => name is not null && ByName.TryGetValue(name, out var field) ? field : null;

    public static string NameOf(ZnsField field) => ByName.First(pair => pair.Value == field).Key;
}

/// <summary>What a message and the first of its procedures state; nothing of any citizen.</summary>
public sealed record ZnsFacts(
    string? Title,
    string? Source = null,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    string? ProcedureCode = null,
    string? ProcedureName = null,
    string? ProcedureTime = null,
    Uri? ProcedureLink = null)
{
    public static ZnsFacts Of(ReadyMessage message, ContentLibrary content)
    {
        var procedure = message.Procedures is [var code, ..] ? content.Procedures.FirstOrDefault(procedure => procedure.Code == code) : null;
        return new(message.Title, message.Source.Name, message.ValidFrom, message.ValidTo, procedure?.Code, procedure?.Name, procedure?.Time, procedure?.Link);
    }

    /// <summary>Null where it is not stated, and for what is a citizen's own. Days are written as Zalo reads them.</summary>
    public string? Of(ZnsField field) => field switch
    {
        ZnsField.MessageTitle => Title,
        ZnsField.MessageSource => Source,
        ZnsField.MessageValidFrom => Day(ValidFrom),
        ZnsField.MessageValidTo => Day(ValidTo),
        ZnsField.ProcedureCode => ProcedureCode,
        ZnsField.ProcedureName => ProcedureName,
        ZnsField.ProcedureTime => ProcedureTime,
        ZnsField.ProcedureLink => ProcedureLink?.AbsoluteUri,
        _ => null,
    };

    private static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
