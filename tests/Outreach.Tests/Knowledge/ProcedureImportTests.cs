using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Outreach.Assistant.Knowledge;
using Outreach.Knowledge;
using Outreach.Knowledge.Import;

namespace Outreach.Tests.Knowledge;

[Trait("Database", "Both")]
public sealed class ProcedureImportTests : IAsyncLifetime
{
    private const string Whale = """{"code":"8.000001","name":"Cấp phép nuôi cá voi","fee":"5.000 đồng","source":"x@1 (2026-07-18)"}""";
    private const string Swing = """{"name":"Đăng ký xích đu","code":"8.000002","level":"toàn trình"}""";

    private KnowledgeStand stand = null!;

    public async Task InitializeAsync() => stand = await KnowledgeStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task The_same_again_changes_nothing_whatever_the_order_of_its_fields()
    {
        await ShouldDoAsync([Whale, Swing], added: 2);

        await ShouldDoAsync([Swing, """{"source":"x@1 (2026-07-18)","fee":"5.000 đồng", "name":"Cấp phép nuôi cá voi","code":"8.000001"}"""], unchanged: 2);
        await ShouldDoAsync([Whale.Normalize(NormalizationForm.FormD)], unchanged: 1);
        (await new KnowledgeGeneration(stand.Database).CurrentAsync(default)).ShouldBe(1);
    }

    [Fact]
    public async Task A_newer_record_replaces_the_older_which_is_kept()
    {
        await ShouldDoAsync([Whale], added: 1);
        stand.Inbox.Time.Advance(TimeSpan.FromDays(1));
        await ShouldDoAsync([Whale.Replace("5.000", "7.000"), Swing], added: 1, changed: 1);

        var versions = await VersionsAsync("8.000001");
        versions.Select(version => (version.Version, version.ReplacedAt is null)).ShouldBe([(1, false), (2, true)]);
        versions[0].Record.ShouldContain("5.000");
        versions[0].ReplacedAt.ShouldBe(versions[1].ImportedAt);
        versions[0].ValidFrom.ShouldBe(new DateTimeOffset(2026, 7, 17, 17, 0, 0, TimeSpan.Zero), "midnight in Viet Nam of the day it states");
    }

    [Fact]
    public async Task A_broken_line_is_left_out_with_its_reason_and_the_others_are_not()
    {
        var result = await ImportAsync([Whale, "{\"code\":", """{"code":"8.000003"}""", "", Whale.Replace("5.000", "9.000"), "[1]", Swing]);

        result.Rejected.Select(line => line.Line).ShouldBe([2, 3, 5, 6]);
        result.Rejected[2].Reason.ShouldContain("8.000001 of line 1");
        (result.Added, result.Changed).ShouldBe((2, 0));
    }

    [Fact]
    public async Task A_file_that_is_cut_off_gives_what_was_before_the_cut()
    {
        var whole = Packed(Enumerable.Range(0, 3000).Select(i => $$"""{"code":"8.{{i:000000}}","name":"Thủ tục {{i * 7919 % 3001}}"}"""));
        using var cut = new MemoryStream(whole[..(whole.Length / 2)]);

        var result = await stand.Import.RunAsync(cut, "cut.gz", default);

        result.Added.ShouldBeInRange(100, 2999);
        result.Rejected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var file = new MemoryStream([.. "{\"code\":\"8.1\",\"name\":\""u8, 0xC3, 0x28, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Swing)]);

        var result = await stand.Import.RunAsync(file, "bytes", default);

        result.Rejected.ShouldBe([new RejectedLine(1, "is not UTF-8")]);
        result.Added.ShouldBe(1);
    }

    [Fact]
    public async Task Two_imports_at_once_leave_one_record_that_holds()
    {
        await ShouldDoAsync([Whale], added: 1);

        var results = await Task.WhenAll(Enumerable.Range(6, 4).Select(fee => ImportAsync([Whale.Replace("5.000", $"{fee}.000"), Swing])));

        results.Sum(result => result.Added).ShouldBe(1);
        results.Sum(result => result.Changed).ShouldBe(4);
        (await VersionsAsync("8.000001")).Select(version => (version.Version, version.ReplacedAt is null)).ShouldBe([(1, false), (2, false), (3, false), (4, false), (5, true)]);
    }

    [Fact]
    public async Task A_packed_file_is_known_by_its_first_bytes()
    {
        using var file = new MemoryStream(Packed([Whale, Swing]));

        (await stand.Import.RunAsync(file, "no ending", default)).Added.ShouldBe(2);
    }

    [Fact]
    public async Task The_old_index_answers_until_the_new_one_is_there_and_another_node_follows()
    {
        var other = new LiveKnowledge(KnowledgeBase.Build([], [], Lexicon.Empty));
        var node = stand.Node(other);
        await ShouldDoAsync([Whale], added: 1);
        stand.Live.Current.Procedure("8.000001").ShouldBeNull();

        (await stand.Rebuild.FollowAsync(default)).ShouldBeTrue();
        (await node.FollowAsync(default)).ShouldBeTrue();

        stand.Live.Current.Procedure("8.000001")!.Name.ShouldBe("Cấp phép nuôi cá voi");
        other.Current.Find("nuôi cá voi").BestProcedure!.Id.ShouldBe("8.000001");
        (await node.FollowAsync(default)).ShouldBeFalse();
        node.Status.ShouldSatisfyAllConditions(status => status.Live.ShouldBe(1), status => status.Stored.ShouldBe(1), status => status.Error.ShouldBeNull());
    }

    [Fact]
    public async Task A_reviewed_record_of_the_content_folder_wins_over_an_imported_one()
    {
        await ShouldDoAsync(["""{"code":"1.001193","name":"Khai sinh theo tệp"}"""], added: 1);
        await stand.Rebuild.FollowAsync(default);

        stand.Live.Current.Procedure("1.001193")!.Name.ShouldBe("Đăng ký khai sinh");
        stand.Live.Current.Procedures.Count(procedure => procedure.Code == "1.001193").ShouldBe(1);
    }

    [Fact]
    public async Task A_record_that_cannot_be_indexed_leaves_the_old_knowledge_answering_and_is_told()
    {
        await ShouldDoAsync([Whale], added: 1);
        await stand.Database.WriteAsync(session => session.ExecuteAsync("UPDATE procedure_versions SET record = 'spoilt'", null, default), default);
        var before = stand.Live.Current;

        (await stand.Rebuild.FollowAsync(default)).ShouldBeFalse();

        stand.Live.Current.ShouldBeSameAs(before);
        stand.Rebuild.Status.Error!.ShouldContain("8.000001");
    }

    private async Task ShouldDoAsync(string[] lines, int added = 0, int changed = 0, int unchanged = 0)
    {
        var result = await ImportAsync(lines);
        (result.Added, result.Changed, result.Unchanged, result.Rejected.Count).ShouldBe((added, changed, unchanged, 0));
    }

    private async Task<ProcedureImportResult> ImportAsync(string[] lines)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return await stand.Import.RunAsync(file, "tệp.jsonl", default);
    }

    private static byte[] Packed(IEnumerable<string> lines)
    {
        var file = new MemoryStream();
        using (var packed = new GZipStream(file, CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return file.ToArray();
    }

    private Task<List<ProcedureVersion>> VersionsAsync(string code) =>
        stand.Database.ReadAsync(
            session => session.Context.Set<ProcedureVersion>().AsNoTracking().Where(version => version.Code == code).OrderBy(version => version.Version).ToListAsync(),
            default);
}
