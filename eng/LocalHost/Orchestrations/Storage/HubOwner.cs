using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>
/// Who drives a hub: a host in a process of this machine. The start time tells a process from a later one under its id,
/// so a process that was killed is known to be gone at once, and no lease has to run out.
/// </summary>
internal sealed record HubOwner(int ProcessId, DateTime Started, Guid Host)
{
    private static readonly TimeSpan Inexact = TimeSpan.FromSeconds(1); // the system counts from its own start, which it rounds

    public static HubOwner NewHost()
    {
        using var process = Process.GetCurrentProcess();
        return new HubOwner(process.Id, process.StartTime.ToUniversalTime(), Guid.NewGuid());
    }

    public bool IsAlive
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return !process.HasExited && (process.StartTime.ToUniversalTime() - Started).Duration() <= Inexact;
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
            {
                return false; // there is none, or it ended just now, or it is somebody else's
            }
        }
    }

    public static HubOwner? Parse(string? text) => text?.Split(' ') is [var process, var started, var host]
        ? new(int.Parse(process, CultureInfo.InvariantCulture), new DateTime(long.Parse(started, CultureInfo.InvariantCulture), DateTimeKind.Utc), Guid.Parse(host))
        : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ProcessId} {Started.Ticks} {Host:N}");
}
