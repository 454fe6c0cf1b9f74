namespace Outreach.Console.Tasks;

/// <summary>What a visitor of a task's link says; all null when only looking.</summary>
/// <param name="Done">False: it could not be done.</param>
/// <param name="Photo">A picture as evidence, JPEG or PNG.</param>
public sealed record TaskVisit(string Token, bool? Done = null, string Who = "", string Evidence = "", TaskPhoto? Photo = null);

/// <summary>A photograph as it was uploaded.</summary>
/// <param name="Ending">Of its file: <c>jpg</c> or <c>png</c>, by what its first bytes are.</param>
public sealed record TaskPhoto(ReadOnlyMemory<byte> Bytes, string Ending);

/// <summary>What the page then shows.</summary>
public enum TaskStep
{
    /// <summary>The link is not ours.</summary>
    Unknown,

    Open,

    /// <summary>Who or what was left out.</summary>
    Incomplete,

    Done,

    Declined,
}

/// <summary>A task as its page shows it, as the host gives it.</summary>
/// <param name="Heading">What is to be done where.</param>
/// <param name="Text">To read out, to paste, to print.</param>
/// <param name="Picture">Address of the picture.</param>
/// <param name="File">Address of the file to print or play; null when there is none.</param>
/// <param name="DoneBy">Who ended it, and when.</param>
public sealed record TaskModel(
    string Province,
    string Service,
    string? Hotline,
    TaskStep Step,
    string Heading = "",
    string? Subject = null,
    string Text = "",
    string? Picture = null,
    string? PictureAlt = null,
    string? File = null,
    string? DoneBy = null,
    string? DoneAt = null,
    string? Evidence = null);
