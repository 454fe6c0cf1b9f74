using Outreach.Assistant.Dialogs;

namespace Outreach.Inbox.Dossiers;

/// <summary>Asks where a dossier stands.</summary>
public interface IDossierLookup
{
    /// <summary>Never throws for what the other side does: what was not learned is <see cref="DossierFinding.Unreachable"/>. Cancellation throws.</summary>
    Task<DossierFinding> FindAsync(string code, CancellationToken ct);
}

/// <summary>The National Public Service Portal has no public interface to ask: citizens are told where and how to look.</summary>
internal sealed class PortalDossiers : IDossierLookup
{
    public Task<DossierFinding> FindAsync(string code, CancellationToken ct) => Task.FromResult<DossierFinding>(new DossierFinding.OnPortal());
}
