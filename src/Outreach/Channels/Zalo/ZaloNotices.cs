using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// What Zalo says of the account and its templates instead of a citizen: quotas are kept, the rest is written into the log for
/// who looks after the templates. The names are Zalo's, their fields known at second hand, so anything missing is left out.
/// </summary>
internal static partial class ZaloNotices
{
    private const string DailyQuota = "change_oa_daily_quota";
    private const string TemplateQuota = "change_template_quota";
    private const string TemplateStatus = "change_template_status";

    private static readonly FrozenSet<string> Names =
    [
        DailyQuota, TemplateQuota, TemplateStatus, "change_template_quality", "change_oa_template_tags",
        "event_journey_acknowledged", "event_journey_time_out",
    ];

    public static bool Knows(string? name) => Names.Contains(name ?? "");

    public static void Take(string name, string account, byte[] body, ProviderQuotas quotas, ILoggerFactory loggers)
    {
        var notice = JsonSerializer.Deserialize(body, ZaloJson.Default.JsonElement);
        var template = notice.Member("template_id").Words();
        var total = NewValue(notice.Member("quota"), "quota") ?? NewValue(notice, "quota");
        if (name is DailyQuota)
            quotas.Note(ZnsChannel.ChannelName, account, ZnsChannel.DailyQuota, remaining: null, total);
        else if (name is TemplateQuota && template is not null)
            quotas.Note(ZnsChannel.ChannelName, account, "template:" + template, remaining: null, total);

        var change = total?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ?? notice.Member("status").Member("new_status").Words() ?? notice.Member("quality").Member("new_quality").Words();
        Log.Changed(loggers.CreateLogger(typeof(ZaloNotices)), account, name, template, change, notice.Member("reason").Words());
    }

    private static long? NewValue(JsonElement change, string what) => (change.Member("new_value").Words() is null ? change.Member("new_" + what) : change.Member("new_value")).Number();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Zalo account {Account}: {Event}, template {Template}, now {Value}. {Reason}")]
        public static partial void Changed(ILogger logger, string account, string @event, string? template, string? value, string? reason);
    }
}
