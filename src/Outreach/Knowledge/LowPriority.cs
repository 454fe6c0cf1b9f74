using System.Runtime.InteropServices;

namespace Outreach.Knowledge;

/// <summary>Work that must not slow down those who wait for an answer: a thread of its own that yields to all others.</summary>
internal static partial class LowPriority
{
    private const int OfProcess = 0;

    /// <summary>The unprivileged may only be nicer; 19 is the nicest.</summary>
    private const int Nice = 10;

    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(work, result)) { IsBackground = true, Name = "knowledge", Priority = ThreadPriority.Lowest };
        thread.Start();
        return result.Task;
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            // .NET does not set priorities on Linux. There the call is for the calling thread, and refusing it does no harm.
            if (OperatingSystem.IsLinux())
                _ = SetPriority(OfProcess, 0, Nice);
            result.SetResult(work());
        }
        catch (Exception e)
        {
            result.SetException(e);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
