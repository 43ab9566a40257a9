using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptFunctions.Dev.Demo;

/// <summary>Calls the service as any client would: plain HTTP and JSON.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(Uri url, string? key)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Add("X-Author", "demo");
        if (key is not null)
            _http.DefaultRequestHeaders.Add("x-functions-key", key);
    }

    /// <exception cref="CallFailedException">The answer is an error.</exception>
    /// <exception cref="DevException">There is no answer.</exception>
    public async Task<Exchange> SendAsync(HttpMethod method, string below, JsonNode? body, CancellationToken cancellation)
    {
        var path = $"/api{below}";
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        var clock = Stopwatch.StartNew();
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            var exchange = new Exchange(method, path, body, response.StatusCode, Parse(text), clock.Elapsed);
            return response.IsSuccessStatusCode ? exchange : throw new CallFailedException(exchange);
        }
        catch (HttpRequestException problem)
        {
            throw new DevException($"no service answers at {_http.BaseAddress} ({problem.Message}). Start one with: dotnet run dev.cs -- start");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DevException($"{method} {path} was not answered within {_http.Timeout.TotalSeconds:0} s");
        }
    }

    /// <summary>Where a call goes, for a person to open.</summary>
    public Uri AddressOf(string below) => new(_http.BaseAddress!, $"/api{below}");

    /// <summary>Asks the host to run a timer now. On Azure that takes the master key: who has none waits until it is due.</summary>
    public async Task RunTimerAsync(string name, CancellationToken cancellation)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var _ = await _http.PostAsync(new Uri($"/admin/functions/{name}", UriKind.Relative), body, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
