using System.Collections.Frozen;

namespace Outreach.Language.Privacy;

/// <summary>Whether what follows "mật khẩu là" is a password or the rest of a question.</summary>
internal static class PasswordValue
{
    private const int Shortest = 4;

    private static readonly FrozenSet<string> Asking = FrozenSet.ToFrozenSet(
        ("gi j z bao sao the nao ai dau cai may khong ko k de do phai so mat ma mot nhu chi vay dung sai thu cua ben trong o khi " +
        "ngay buoc dieu loai chuoi ky duoc bi tu minh toi em anh chi ban nguoi").Split(' '));

    /// <param name="plain">Without marks, lower case.</param>
    /// <param name="typed">As it was written.</param>
    /// <param name="named">After a colon or an equals sign anything is meant as the password.</param>
    public static bool IsSecret(string plain, string typed, bool named)
    {
        var word = plain.TrimEnd('.', ',', '?', '!', ')', ';');
        if (word.Length == 0 || Asking.Contains(word))
            return false;
        return named || word.Length >= Shortest && (LooksMade(typed) || !SyllableRules.IsPlainSyllable(word));
    }

    /// <summary>Digits, signs or capitals inside: nobody writes words so.</summary>
    private static bool LooksMade(string typed)
    {
        for (var i = 0; i < typed.Length; i++)
            if (char.IsDigit(typed[i]) || typed[i] is '@' or '#' or '$' or '%' or '&' or '*' or '_' || i > 0 && char.IsUpper(typed[i]) && char.IsLower(typed[i - 1]))
                return true;
        return false;
    }
}
