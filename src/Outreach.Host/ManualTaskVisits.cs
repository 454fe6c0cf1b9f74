using System.Globalization;
using Microsoft.Extensions.Options;
using Outreach.Channels.Manual;
using Outreach.Console.Tasks;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Host;

/// <summary>Does what the visitor of a task's link says, and gathers what its page shows.</summary>
internal sealed class ManualTaskVisits(ManualTasks tasks, MediaStore media, IOptions<ContentOptions> options)
{
    public static Task<TaskModel> HandleAsync(HttpContext context, TaskVisit visit, CancellationToken ct) =>
        context.RequestServices.GetRequiredService<ManualTaskVisits>().HandleAsync(visit, ct);

    private async Task<TaskModel> HandleAsync(TaskVisit visit, CancellationToken ct)
    {
        if (await tasks.FindAsync(visit.Token, ct) is not { } task)
            return Page(TaskStep.Unknown);

        var incomplete = visit.Done is not null && (visit.Who.Length == 0 || visit.Evidence.Length == 0);
        if (task.State == ManualState.Open && !incomplete && visit.Done is { } done)
        {
            var photo = visit.Photo is { } picture ? await media.SaveAsync(picture.Bytes, picture.Ending, ct) : null;
            await tasks.EndAsync(task.Id, new ManualReport(done, visit.Who, visit.Evidence, photo), ct);
            task = (await tasks.FindAsync(visit.Token, ct))!;
        }

        return Show(task, incomplete);
    }

    private TaskModel Show(ManualTask task, bool incomplete)
    {
        var content = MessageContentJson.Read(task.Content);
        var step = task.State switch
        {
            ManualState.Done => TaskStep.Done,
            ManualState.Declined => TaskStep.Declined,
            _ => incomplete ? TaskStep.Incomplete : TaskStep.Open,
        };
        return Page(step) with
        {
            Heading = ManualTexts.Heading(task.Channel, task.Place),
            Subject = content.Subject,
            Text = content.Text,
            Picture = content.Image is { } image ? "/media/" + image.MediaId : null,
            PictureAlt = content.Image?.Alt,
            File = task.MediaId is { } file && file != content.Image?.MediaId ? "/media/" + file : null,
            DoneBy = task.DoneBy,
            DoneAt = task.DoneAt?.ToLocal().ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture),
            Evidence = task.Evidence,
        };
    }

    private TaskModel Page(TaskStep step) => new(options.Value.Province, PublicPageSource.Service, options.Value.Hotline, step);
}
