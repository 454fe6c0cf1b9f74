using System.Text.Json;
using Outreach.Content;
using YamlDotNet.RepresentationModel;

namespace Outreach.Tests.Content;

public sealed class YamlSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "x: 1.50", "x: 1.50 would be read as a number; put it in quotes")]
    [InlineData("""{"type":"string"}""", "x: true", "x: true would be read as a boolean; put it in quotes")]
    [InlineData("""{"type":"string"}""", "x: 'true'", null)]
    [InlineData("""{"type":"string"}""", "x: [a]", "x: expected a single value")]
    [InlineData("""{"type":"string"}""", "x:", "x: is empty; fill it in or leave the field out")]
    [InlineData("""{"type":"string","minLength":1}""", "x: ''", "x: is empty; fill it in or leave the field out")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "x: c", "x: 'c' is not one of a, b")]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", "x: b", "x: 'b' does not match ^a+$")]
    [InlineData("""{"type":"string","pattern":"^a+$","patternErrorMessage":"is not a's"}""", "x: b", "x: 'b' is not a's")]
    [InlineData("""{"type":"string","format":"date"}""", "x: 2026-02-30", "x: '2026-02-30' is not a date; write it as 2026-11-22")]
    [InlineData("""{"type":"string","format":"date"}""", "x: 2026-02-28", null)]
    [InlineData("""{"type":"string","format":"uri"}""", "x: dichvucong.gov.vn", "x: 'dichvucong.gov.vn' is not a web address; write it in full, as https://dichvucong.gov.vn")]
    [InlineData("""{"type":"integer"}""", "x: 20.000", "x: expected a whole number, digits only; found '20.000'")]
    [InlineData("""{"type":"integer"}""", "x: '20000'", "x: expected a whole number, digits only; found '20000'")]
    [InlineData("""{"type":"integer","minimum":0}""", "x: -1", "x: -1 is below 0")]
    [InlineData("""{"type":"integer","maximum":4}""", "x: 5", "x: 5 is above 4")]
    [InlineData("""{"type":"integer"}""", "x: 99999999999999999999", "x: expected a whole number, digits only; found '99999999999999999999'")]
    [InlineData("""{"type":"boolean"}""", "x: yes", "x: expected true or false, found 'yes'")]
    [InlineData("""{"type":"array","minItems":1}""", "x: []", "x: needs at least 1 item(s); leave the field out if there is nothing to say")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "x: [1, a]", "x[1]: expected a whole number, digits only; found 'a'")]
    [InlineData("""{"type":"array"}""", "x: a", "x: expected a list (each item on its own line after '- ', or [a, b])")]
    [InlineData("""{"type":"object"}""", "x: a", "x: expected fields (name: value)")]
    [InlineData("""{"type":"object","required":["b"]}""", "x: {a: 1}", "x: 'b' is missing")]
    [InlineData("""{"type":"object","additionalProperties":false,"properties":{"b":{"type":"string"}}}""", "x: {a: 1}", "x: unknown field 'a'; known are b")]
    public void Each_keyword_refuses_what_it_must(string schema, string yaml, string? expected)
    {
        var checkedBy = YamlSchema.Parse($$"""{ "type": "object", "properties": { "x": {{schema}} } }""");

        checkedBy.Check(Parse(yaml)).Select(finding => finding.Message).ShouldBe(expected is null ? [] : [expected]);
    }

    [Theory]
    [InlineData("""{"type":"string","maxLength":3}""")]
    [InlineData("""{"type":"number"}""")]
    [InlineData("""{"type":"string","format":"email"}""")]
    [InlineData("""{"properties":{}}""")]
    public void A_schema_that_would_go_unchecked_does_not_load(string schema) =>
        Should.Throw<JsonException>(() => YamlSchema.Parse(schema));

    private static YamlNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }
}
