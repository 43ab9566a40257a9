using System.Diagnostics;
using System.Net;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.LocalHost.Split;

/// <summary>A child process of this program that runs one group.</summary>
internal sealed class GroupProcess : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(4.5);

    private readonly Process _process = new();
    private readonly TaskCompletionSource<Uri?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GroupProcess(FunctionGroup group) => Group = group;

    public FunctionGroup Group { get; }

    /// <summary>Its address once it listens; null if it ended before.</summary>
    public Task<Uri?> Listening => _listening.Task;

    /// <summary>Its exit code once it has ended.</summary>
    public Task<int> Ended { get; private set; } = null!;

    public static GroupProcess Start(
        FunctionGroup group, IPEndPoint endpoint, IEnumerable<(string Name, string Value)> environment, TextWriter output, TextWriter error)
    {
        var child = new GroupProcess(group);
        var start = ThisProgram();
        string[] arguments =
        [
            LocalHostCommand.GroupOption, group.Name,
            LocalHostCommand.HostOption, $"{endpoint.Address}",
            LocalHostCommand.PortOption, $"{endpoint.Port}",
            LocalHostCommand.UntilInputEndsOption,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        child.Start(start, output, error);
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await ((Task)Ended).WaitAsync(TimeToStop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!Ended.IsCompleted)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>The executable, or the runtime with this assembly where it was started so.</summary>
    private static ProcessStartInfo ThisProgram()
    {
        var assembly = typeof(GroupProcess).Assembly;
        var running = Environment.ProcessPath!;
        var start = new ProcessStartInfo(running)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!Path.GetFileName(running).StartsWith(assembly.GetName().Name!, StringComparison.Ordinal))
            start.ArgumentList.Add(assembly.Location);
        return start;
    }

    private void Start(ProcessStartInfo start, TextWriter output, TextWriter error)
    {
        _process.StartInfo = start;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                return;
            if (ListeningLine.Read(line.Data) is { } address)
                _listening.TrySetResult(address);
            else
                output.WriteLine($"[{Group}] {line.Data}");
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                error.WriteLine($"[{Group}] {line.Data}");
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = EndAsync();
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        _listening.TrySetResult(null);
        return _process.ExitCode;
    }
}
