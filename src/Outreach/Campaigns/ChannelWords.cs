using Microsoft.Extensions.Options;
using Outreach.Content;
using Outreach.Content.Zns;
using Outreach.Language.Speech;

namespace Outreach.Campaigns;

/// <summary>The wording of a ready message for each channel that carries campaigns.</summary>
public sealed class ChannelWords(ContentLibrary content, IOptions<ContentOptions> options)
{
    /// <summary>Short forms in capitals, with what is said for them: the first reading is the usual one.</summary>
    private readonly Lazy<Dictionary<string, string>> spoken = new(
        () => LexiconFile.ReadFolder(Path.Combine(options.Value.Directory, "lexicon")).Abbreviations.Where(pair => pair.Value.Count > 0)
            .GroupBy(pair => pair.Key.ToUpperInvariant()).ToDictionary(group => group.Key, group => group.First().Value[0]));

    /// <summary>Null for a channel that carries none. Unaccented SMS by default: one part instead of two or three, a third of the price.</summary>
    public string? For(ReadyMessage message, string channel) => channel switch
    {
        "zalo" or "messenger" or "botframework" or "email" => message.Variants.Zalo,
        "telegram" => message.Variants.Telegram,
        "sms" => message.Variants.SmsPlain,
        PublicPlaces.Facebook or PublicPlaces.ZaloGroup => message.Variants.Facebook,
        PublicPlaces.Print or PublicPlaces.Webhook => message.Variants.Web,
        PublicPlaces.Loudspeaker => Script(message),
        PublicPlaces.ZaloBroadcast => ArticleText.Of(message, content),
        ZnsMessage.Channel when message.Zns is { } zns => TemplateRendition.Words(zns, ZnsFacts.Of(message, content)),
        _ => null,
    };

    /// <summary>For the officer: why a message cannot go by a channel for which there are no words.</summary>
    public static string WhyNot(ReadyMessage message, string channel) => channel == ZnsMessage.Channel
        ? $"Tin “{message.Title}” chưa có mẫu ZNS nên không gửi được qua kênh zns. Hãy thêm mục “zns” (mã mẫu Zalo đã duyệt, lời của mẫu và các tham số) "
            + $"vào messages/{message.Id}.yaml, kiểm tra bằng “outreach content check”, rồi lập lại chiến dịch."
        : $"Channel “{channel}” cannot carry campaigns here.";

    /// <summary>Read out by whoever sits at the microphone: who speaks, what about, the words, and an end.</summary>
    private string Script(ReadyMessage message)
    {
        var words = string.Join('\n', $"Thông báo của {options.Value.Province}.", message.Title, message.Variants.Web);
        return SpokenText.Of(words, spoken.Value) + "\nXin trân trọng cảm ơn.";
    }
}
