using System.Text;
using System.Text.Json;

namespace Outreach.Tests.Fuzzing;

/// <summary>JSON that need not be valid: names may repeat, and what is neither object nor array is whatever text it is.</summary>
internal sealed class JsonShape
{
    public string? Text { get; set; }

    public List<(string Name, JsonShape Value)>? Members { get; private set; }

    public List<JsonShape>? Items { get; private set; }

    public static JsonShape Of(string text) => new() { Text = text };

    public static JsonShape Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    /// <summary>This and all below it.</summary>
    public IEnumerable<JsonShape> All() =>
        new[] { this }.Concat((Members?.Select(member => member.Value) ?? Items ?? []).SelectMany(each => each.All()));

    public void Become(JsonShape other) => (Text, Members, Items) = (other.Text, other.Members?.ToList(), other.Items?.ToList());

    public override string ToString()
    {
        var json = new StringBuilder();
        Write(json);
        return json.ToString();
    }

    private static JsonShape Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new() { Members = [.. element.EnumerateObject().Select(each => (each.Name, Of(each.Value)))] },
        JsonValueKind.Array => new() { Items = [.. element.EnumerateArray().Select(Of)] },
        _ => Of(element.GetRawText()),
    };

    private void Write(StringBuilder json)
    {
        if (Text is not null)
        {
            json.Append(Text);
            return;
        }

        json.Append(Members is null ? '[' : '{');
        var first = true;
        foreach (var (name, value) in Members?.Select(member => ((string?)member.Name, member.Value)) ?? Items!.Select(item => ((string?)null, item)))
        {
            if (!first)
                json.Append(',');
            first = false;
            if (name is not null)
                json.Append('"').Append(name).Append("\":");
            value.Write(json);
        }

        json.Append(Members is null ? ']' : '}');
    }
}
