using Outreach.Content;
using Outreach.Host.Commands;
using Outreach.People;
using Outreach.Plans;
using Outreach.Sandbox.Journal;

namespace Outreach.Host.Demo;

/// <summary>Fills an empty data folder: citizens, the do-not-call list, year plans, and a phone in the sandbox for everyone.</summary>
internal sealed class DemoSeed(ContactStore contacts, PlanStore plans, SandboxClient sandbox, ContentOptions content)
{
    public const string List = "Người dân đăng ký nhận tin";

    public Task AddContactsAsync(SyntheticPopulation population, CancellationToken ct) => contacts.AddAsync(population.Contacts, List, ct);

    /// <summary>The do-not-call list, and the phones.</summary>
    public async Task PrepareAsync(SyntheticPopulation population, CancellationToken ct)
    {
        await contacts.BlockAsync("sms", population.DoNotCall, "danh sách không quảng cáo", ct);
        foreach (var batch in population.Contacts.Chunk(5000))
            await sandbox.RegisterAsync(batch.Where(contact => contact.Addresses.Count > 0).Select(PhoneOf), ct);
    }

    /// <summary>The year plans that travel with the content; how many tasks they hold.</summary>
    public async Task<int> ImportPlansAsync(CancellationToken ct)
    {
        var tasks = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(content.Directory, "plans"), "*.txt").Order(StringComparer.Ordinal))
        {
            var (plan, text) = PlanImportCommand.Read(new FileInfo(file));
            await plans.AddAsync(plan, text, ct);
            tasks += plan.Tasks.Count;
        }

        return tasks;
    }

    private static Person PhoneOf(NewContact contact)
    {
        string? On(string channel) => contact.Addresses.FirstOrDefault(address => address.Channel == channel)?.Value;
        return new Person(contact.Name, On("zalo"), On("telegram"), On("sms"));
    }
}
