using System.Net;
using System.Net.Sockets;
using PromptFunctions.LocalHost;

namespace PromptFunctions.UnitTests.LocalHost;

public sealed class LocalHostCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_taken_port_is_one_line_and_exit_code_2()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.Equal(2, await RunAsync("--port", $"{port}"));
        Assert.Equal($"Port {port} of 127.0.0.1 is taken: stop what listens there, or choose another --port.", $"{_error}".TrimEnd());
        Assert.Empty($"{_output}");
    }

    [Theory]
    [InlineData("--port", "65536", "A port is between 0 and 65535.")]
    [InlineData("--host", "nowhere", "'nowhere' is no IP address.")]
    [InlineData("--group", "timer:", "'timer:' is no group: all, http, durable, timers or timer:<function>.")]
    public async Task A_wrong_option_is_named_and_exit_code_1(string option, string value, string message)
    {
        Assert.Equal(1, await RunAsync(option, value));
        Assert.StartsWith(message, $"{_error}", StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments) => LocalHostCommand.RunAsync(arguments, _output, _error);
}
