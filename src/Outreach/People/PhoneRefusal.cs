namespace Outreach.People;

/// <summary>Why a text is no Vietnamese mobile number: the closed set, in the words an officer reads.</summary>
public static class PhoneRefusal
{
    public const string NotANumber = "không phải số điện thoại";
    public const string TooShort = "thiếu chữ số (số di động có 10 chữ số)";
    public const string TooLong = "thừa chữ số (số di động có 10 chữ số)";
    public const string Landline = "là số điện thoại cố định, không nhận được tin nhắn";
    public const string Foreign = "là số nước ngoài";

    /// <summary>012x, 016x, 018x and 019x went out of use in 2018; which new number it became depends on the operator.</summary>
    public const string OldElevenDigits = "là số 11 chữ số kiểu cũ, đã ngừng dùng từ năm 2018";
    public const string NotMobile = "không có đầu số di động Việt Nam";

    /// <summary>A spreadsheet kept the number as 8.49E+10: its last digits are gone.</summary>
    public const string Rounded = "đã bị bảng tính làm tròn, mất chữ số cuối; hãy định dạng cột là văn bản rồi nhập lại";
}
