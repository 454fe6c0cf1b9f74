using Outreach.Assistant.Knowledge;
using Outreach.Content;

namespace Outreach.Tests.Content;

public sealed class UnitFileTests : IDisposable
{
    private const string File = "units/don-vi.yaml";

    private const string City = """
        units:
          - name: Hải Phòng
            kind: city
            formerly: [tỉnh Hải Dương]
            since: 2025-07-01
            source: NQ 202/2025/QH15
            sourceDate: 2025-06-12

        """;

    private const string Ward = City + """
          - name: Phước Long
            kind: ward
            province: Hải Phòng
            since: 2025-07-01
            source: Nghị quyết
            sourceDate: 2025-07-01

        """;

    private readonly ContentSample _sample = new();

    [Fact]
    public void A_province_belongs_to_itself_and_keeps_the_names_it_took_in()
    {
        _sample.Write(File, City);

        var unit = Read().ShouldHaveSingleItem();

        (unit.Name, unit.Kind, unit.Province).ShouldBe(("Hải Phòng", "thành phố", "Hải Phòng"));
        unit.Formerly.ShouldBe(["tỉnh Hải Dương"]);
        (unit.Since, unit.Source, unit.SourceDate).ShouldBe((new DateOnly(2025, 7, 1), "NQ 202/2025/QH15", new DateOnly(2025, 6, 12)));
        unit.IsProvince.ShouldBeTrue();
    }

    [Fact]
    public void A_ward_names_its_province()
    {
        _sample.Write(File, Ward);

        var unit = ContentLibrary.Load(_sample.Path).Units[^1];

        (unit.Kind, unit.Province, unit.IsProvince).ShouldBe(("phường", "Hải Phòng", false));
        Check().ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_folder_there_are_no_units() => Read().ShouldBeEmpty();

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        _sample.Write(File, City.Replace("kind: city", "kind: huyện"));

        Should.Throw<ContentException>(Read).Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("don-vi.yaml:3: units[0].kind: 'huyện' is not one of province, city, commune, ward");
    }

    /// <summary>One text of the ward's file replaced, and the only error that must come of it.</summary>
    public static TheoryData<string, string, string> Spoiled => new()
    {
        { "province: Hải Phòng\n    since", "since", $"{File}:8: province: a commune or ward needs it; several provinces have one of the same name" },
        { "province: Hải Phòng", "province: Hải Dương", $"{File}:10: province: 'Hải Dương' is not among the provinces and cities of content/units" },
        { "kind: ward", "kind: province", $"{File}:10: province: a province or city lies in no other" },
        { "[tỉnh Hải Dương]", "[tỉnh Hải Dương, Tỉnh Hải Dương]", $"{File}:4: formerly: 'Tỉnh Hải Dương' is given twice" },
        { "[tỉnh Hải Dương]", "[thành phố Hải Phòng]", $"{File}:4: formerly: 'thành phố Hải Phòng' is its name of today" },
        { "since: 2025-07-01\n    source: Nghị", "since: 2026-11-23\n    source: Nghị", $"{File}:11: since: 2026-11-23 is in the future" },
        { "sourceDate: 2025-06-12", "sourceDate: 2027-06-12", $"{File}:7: sourceDate: 2027-06-12 is in the future" },
        { "name: Phước Long\n    kind: ward\n    province: Hải Phòng", "name: Hải Phòng\n    kind: city", $"{File}:8: 'Hải Phòng' is already used at {File}:2" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void Each_flaw_is_reported_where_it_stands(string right, string wrong, string expected)
    {
        Ward.ShouldContain(right);
        _sample.Write(File, Ward.Replace(right, wrong));

        Check().ShouldHaveSingleItem().ToString().ShouldBe(expected);
    }

    public void Dispose() => _sample.Dispose();

    private IReadOnlyList<Unit> Read() => UnitFile.ReadFolder(Path.Combine(_sample.Path, "units"));

    private IReadOnlyList<ContentError> Check() => ContentCheck.Run(_sample.Path, ContentSample.Today);
}
