namespace Outreach.Console.Public;

/// <summary>What a visitor of an opt-out link asks for.</summary>
public enum OptOutAct
{
    /// <summary>To see the page. It changes nothing: link previews and mail scanners look as well.</summary>
    Look,

    Stop,

    /// <summary>To stop, by a mail program in their name (RFC 8058).</summary>
    OneClick,

    /// <summary>To take back what this link stopped.</summary>
    Return,
}

/// <summary>One visit of a link.</summary>
/// <param name="Token">What follows <c>/u/</c>.</param>
/// <param name="Words">The button's words, as they were shown.</param>
/// <param name="Wording">The text above the button and the button, in the language shown; <c>{0}</c> stands for the province.</param>
public sealed record OptOutVisit(string Token, OptOutAct Act, string Words, string Wording);

/// <summary>What the page then says.</summary>
public enum OptOutStep
{
    /// <summary>The link is not ours, or the person is gone.</summary>
    Unknown,

    /// <summary>The person receives messages and may stop them.</summary>
    Receives,

    /// <summary>Stopped by this visit.</summary>
    Stopped,

    /// <summary>Stopped, or never agreed to, before this visit.</summary>
    StoppedBefore,

    /// <summary>Taken back by this visit.</summary>
    Returned,
}

/// <summary>What the opt-out page shows, as the host gives it.</summary>
/// <param name="Province">Who sends the messages: "Thành phố Huế".</param>
/// <param name="Hotline">As people write it; null when there is none.</param>
/// <param name="CanReturn">Whether to offer taking it back.</param>
public sealed record OptOutModel(string Province, string Service, string? Hotline, OptOutStep Step, bool CanReturn = false);
