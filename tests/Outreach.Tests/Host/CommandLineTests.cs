using System.Diagnostics;
using Outreach.Accounts;
using Outreach.Storage;
using Outreach.Tests.Content;

namespace Outreach.Tests.Host;

/// <summary>The built program, started as a user starts it.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Wrong_usage_is_status_2_with_the_reason_on_stderr()
    {
        foreach (var args in (string[][])[["fly"], ["contacts", "import"], ["key", "add", "lan", "--scope", "everything"]])
            await RefusedAsync(2, args.Length > 4 ? "everything" : "", args);
    }

    [Fact]
    public async Task Broken_content_is_named_by_file_and_line()
    {
        using var sample = new ContentSample();
        sample.Write("messages/tam-tru.yaml", ContentSample.Message.Replace("class: guidance", "class: gossip"));

        (await RefusedAsync(2, "messages/tam-tru.yaml:3:", "content", "check", sample.Path)).ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Contacts_without_known_columns_are_refused_and_nothing_is_stored()
    {
        var file = Write("ds.csv", "cột một,cột hai\n1,2\n");

        await RefusedAsync(2, "ds.csv", "contacts", "import", file, "--list", "Dân phố", "--data", folder);

        (await CountAsync("contacts")).ShouldBe(0);
        (await CountAsync("contact_lists")).ShouldBe(0);
    }

    [Fact]
    public async Task A_spoilt_key_file_is_named()
    {
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        var key = Write("keys/field.key", "short");

        await RefusedAsync(2, key, "contacts", "import", Write("ds.csv", "Họ tên,Điện thoại\nAn,0901234567\n"), "--data", folder);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_to_be_none()
    {
        Write("outreach.db", string.Concat(Enumerable.Repeat("this is not a database ", 100)));

        await RefusedAsync(1, "not a database", "migrate", "--data", folder);
    }

    [Fact]
    public async Task What_is_not_a_plan_is_refused()
    {
        await RefusedAsync(2, "bài thơ.txt", "plan", "import", Write("bài thơ.txt", "Trăm năm trong cõi người ta\n"), "--data", folder);
        await RefusedAsync(2, "missing.txt", "plan", "import", Path.Combine(folder, "missing.txt"), "--data", folder);
    }

    [Fact]
    public async Task A_key_is_made_once_per_name_and_works()
    {
        var (status, output, _) = await RunAsync("key", "add", "lan", "--scope", ApiScopes.Read, "--scope", ApiScopes.CampaignsWrite, "--data", folder);

        status.ShouldBe(0);
        await using (var database = new SqliteDatabase(Path.Combine(folder, "outreach.db")))
            (await new ApiKeys(database, TimeProvider.System).FindAsync(output.Trim(), default))!.Scopes.ShouldBe("read,campaigns.write");
        await RefusedAsync(2, "lan", "key", "add", "lan", "--scope", ApiScopes.Read, "--data", folder);
    }

    [Fact]
    public async Task A_question_is_answered()
    {
        var (status, output, error) = await RunAsync("assistant", "ask", "Đăng ký tạm trú cần giấy tờ gì?");

        (status, error).ShouldBe((0, ""));
        output.ShouldContain("tạm trú");
    }

    [Fact]
    public async Task Procedures_are_imported_and_a_broken_line_is_named()
    {
        var file = Write("thủ tục.jsonl", """
            {"code":"8.000001","name":"Cấp phép nuôi cá voi"}
            {"code":"8.000002"
            {"code":"1.001193","name":"Đăng ký khai sinh"}
            """);

        var (status, output, error) = await RunAsync("procedures", "import", file, "--data", folder);

        status.ShouldBe(0, error);
        output.ShouldContain("2 added, 0 changed, 0 unchanged, 1 rejected");
        output.ShouldContain("1 of them are in the content folder too");
        error.ShouldStartWith("thủ tục.jsonl:2: ");
        (await CountAsync("procedure_versions")).ShouldBe(2);
        await RefusedAsync(2, "bài thơ.txt:1:", "procedures", "import", Write("bài thơ.txt", "Trăm năm trong cõi người ta\n"), "--data", folder);
        await RefusedAsync(2, "missing", "procedures", "import", Path.Combine(folder, "missing"), "--data", folder);
    }

    [Fact]
    public async Task An_evaluation_answers_from_the_given_files_alone()
    {
        var questions = Write("q.jsonl", """
            {"id":"q1","question":"nuôi cá voi cần gì","kind":"whales","label":"8.000001","label_type":"procedure","procedures":["8.000001"],"label_fold":"B"}
            {"id":"q2","question":"đăng ký khai sinh","kind":"births","label":"oos","label_type":"oos","label_fold":"A"}
            """);
        var procedures = Write("p.jsonl", """{"code":"8.000001","name":"Cấp phép nuôi cá voi"}""");
        var result = Path.Combine(folder, "out.jsonl");

        var (status, output, error) = await RunAsync("assistant", "eval", "--questions", questions, "--procedures", procedures, "--out", result, "--fold", "B");

        status.ShouldBe(0, error);
        output.ShouldContain("1 procedures, 0 FAQs");
        output.ShouldContain("whales");
        output.ShouldNotContain("births");
        var lines = File.ReadAllLines(result);
        lines.Length.ShouldBe(2);
        lines.ShouldAllBe(line => line.Contains("\"procedures\":[\"8.000001\"],\"faqs\":[]", StringComparison.Ordinal));
        await RefusedAsync(2, "bad.jsonl:1:", "assistant", "eval", "--questions", Write("bad.jsonl", "{"), "--out", result);
        await RefusedAsync(2, "bad.jsonl:1:", "assistant", "eval", "--questions", questions, "--faq", Path.Combine(folder, "bad.jsonl"), "--out", result);
    }

    private static async Task<string> RefusedAsync(int expected, string named, params string[] args)
    {
        var (status, _, error) = await RunAsync(args);

        status.ShouldBe(expected, error);
        error.ShouldNotBeEmpty();
        error.ShouldContain(named);
        error.ShouldNotContain("Unhandled exception");
        return error;
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "outreach.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        using var program = Process.Start(start)!;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, await error);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<long> CountAsync(string table)
    {
        await using var database = new SqliteDatabase(Path.Combine(folder, "outreach.db"));
        await database.MigrateAsync(default);
        return await database.ReadAsync(session => session.FirstAsync<long>($"SELECT count(*) FROM {table}", null, default), default);
    }
}
