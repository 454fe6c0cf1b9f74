using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Tests.Support;

/// <summary>Notices beside the given channels; they are mailed to nobody unless a test says so.</summary>
internal static class TestNotices
{
    public static Notices On(Database database, IdGenerator ids, Outbox outbox, TimeProvider time, IReadOnlyList<IChannel>? channels = null, params string[] mailTo)
    {
        var services = new ServiceCollection();
        foreach (var channel in channels ?? [])
            services.AddSingleton(channel);
        var options = new NoticeOptions();
        foreach (var address in mailTo)
            options.MailTo.Add(address);
        return new Notices(database, ids, outbox, new ChannelDirectory(services.BuildServiceProvider()), Options.Create(options), time);
    }
}
