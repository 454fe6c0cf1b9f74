namespace Outreach.Content.Zns;

/// <summary>What is wrong with a parameter.</summary>
/// <param name="Part">The field of the file it is about.</param>
/// <param name="Words">Continues a sentence about that part.</param>
public sealed record ZnsFlaw(string Part, string Words);

/// <summary>The value of a parameter, as far as it is the same for everybody. Pure.</summary>
public static class ZnsValue
{
    extension(ZnsParameter parameter)
    {
        /// <summary>Null for what is a citizen's own, and where the fact is not stated. In a link all but a link itself is percent-encoded.</summary>
        public string? ValueFrom(ZnsFacts facts)
        {
            if (parameter.Field is not { } field)
                return parameter.Value;
            return facts.Of(field) is { } fact && parameter.Type == ZnsType.Link && field != ZnsField.ProcedureLink ? Uri.EscapeDataString(fact) : facts.Of(field);
        }

        /// <summary>Why it cannot be sent with these facts, or null.</summary>
        public ZnsFlaw? FlawWith(ZnsFacts facts)
        {
            if (parameter is { Value: not null, Field: not null })
                return new("field", "stands beside a value; give one of them");
            if (parameter is { Value: null, Field: null })
                return new("name", $"'{parameter.Name}' has neither a value nor a field");
            if (parameter.IsPersonal)
                return PersonalFlaw(parameter);
            if (parameter.Otherwise is not null)
                return new("otherwise", "goes with contact.name and contact.unit only");
            if (parameter.ValueFrom(facts) is not { } value)
                return new("field", $"{ZnsFields.NameOf(parameter.Field!.Value)} is not stated");
            return parameter.Type.FlawOf(value, parameter.Longest) is { } words ? new(parameter.Field is null ? "value" : "field", words) : null;
        }
    }

    private static ZnsFlaw? PersonalFlaw(ZnsParameter parameter)
    {
        if (!parameter.Type.HoldsPersonal)
            return new("type", $"{parameter.Type.Word} cannot hold what is a citizen's own");
        if (parameter.Otherwise is not { } otherwise)
            return new("field", $"needs 'otherwise': what is said where a citizen's own is unknown or longer than {parameter.Longest} characters");
        return parameter.Type.FlawOf(otherwise, parameter.Longest) is { } words ? new("otherwise", words) : null;
    }
}
