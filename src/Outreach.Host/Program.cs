using System.CommandLine;
using Outreach.Host.Commands;

// The verbs; without one it serves.
var root = new RootCommand("Outreach: publishes a province's guidance on schedule and answers citizens about online public services.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    SandboxCommand.Create(),
    ContentCheckCommand.Create(),
    ContactsImportCommand.Create(),
    ProceduresImportCommand.Create(),
    AssistantAskCommand.Create(),
    PlanImportCommand.Create(),
    KeyAddCommand.Create(),
    MigrateCommand.Create(),
};

return await CommandLine.RunAsync(root, args.Length == 0 ? ["serve"] : args);
