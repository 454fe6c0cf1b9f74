namespace Outreach.Language;

/// <summary>The six tones of Vietnamese, in the order of the digit keys of VNI.</summary>
public enum Tone : byte
{
    /// <summary>Ngang: no mark.</summary>
    Level,

    /// <summary>Sắc: á.</summary>
    Acute,

    /// <summary>Huyền: à.</summary>
    Grave,

    /// <summary>Hỏi: ả.</summary>
    Hook,

    /// <summary>Ngã: ã.</summary>
    Tilde,

    /// <summary>Nặng: ạ.</summary>
    Dot,
}
