namespace Outreach.People.Import;

/// <summary>What to import, and how.</summary>
/// <param name="List">The contact list to fill, created if missing; null for none.</param>
/// <param name="Map">Columns named by the officer; they win over recognition. Fields not named are still recognised.</param>
/// <param name="DryRun">Says what would happen and stores nothing.</param>
public sealed record ImportRequest(string? List = null, IReadOnlyDictionary<ContactField, string>? Map = null, bool DryRun = false);

/// <summary>What became of a file's rows. Each row is one of accepted, merged or rejected.</summary>
/// <param name="Accepted">Rows that are new contacts.</param>
/// <param name="Merged">Rows that named a known contact, or one named earlier in the file.</param>
/// <param name="Issues">Why rows were rejected, by line; a row may have several.</param>
/// <param name="RefusalsKept">Merged rows that say yes of someone who has said no in person; the no stands.</param>
/// <param name="IgnoredColumns">Headings that mean nothing here; nothing of these columns was stored.</param>
public sealed record ImportResult(
    int Accepted,
    int Merged,
    IReadOnlyList<ImportIssue> Issues,
    int RefusalsKept,
    IReadOnlyList<string> IgnoredColumns)
{
    /// <summary>Number of rows rejected.</summary>
    public int Rejected => Issues.DistinctBy(issue => issue.Line).Count();
}

/// <summary>Why a row was rejected.</summary>
/// <param name="Line">Line of the file where the row begins; row of the sheet in a workbook. The first is 1.</param>
/// <param name="Field">Heading of the column; empty when the row as a whole is meant.</param>
/// <param name="Value">What stands there, masked where it is an address.</param>
/// <param name="Reason">One of <see cref="ImportReason"/> or <see cref="PhoneRefusal"/>.</param>
public sealed record ImportIssue(int Line, string Field, string Value, string Reason);

/// <summary>Why a row is rejected, besides <see cref="PhoneRefusal"/>: the closed set, in the words an officer reads.</summary>
public static class ImportReason
{
    public const string NoName = "thiếu họ tên";
    public const string NameTooLong = "họ tên dài quá 200 ký tự";
    public const string UnitTooLong = "tên đơn vị dài quá 200 ký tự";

    /// <summary>Nobody could write to such a contact, and the next import could not recognise it.</summary>
    public const string NoAddress = "không có số điện thoại, Zalo hay Telegram nào";
    public const string TooManyCells = "có nhiều ô hơn dòng tiêu đề; kiểm tra dấu phân cách và dấu nháy kép";
    public const string TwoContacts = "các địa chỉ trên dòng này thuộc về hai người khác nhau đã có trong hệ thống";
    public const string ZaloIsPhone = "là số điện thoại; cột này cần mã người dùng Zalo (user_id)";
    public const string ZaloNotAnId = "không phải mã người dùng Zalo (chỉ gồm chữ số)";
    public const string TelegramIsUsername = "là tên người dùng; bot chỉ nhắn được tới mã số Telegram (chat id)";
    public const string ChannelUnknown = "không phải tên kênh (ví dụ print, loudspeaker, zalo-group, facebook)";
    public const string AddressWrong = "địa chỉ không đúng dạng của kênh";
    public const string TelegramNotAnId = "không phải mã số Telegram (số nguyên dương)";
    public const string ConsentUnknown = "không hiểu; hãy ghi có, không hoặc ngày đồng ý";
    public const string ConsentInFuture = "ngày đồng ý nằm trong tương lai";
}
