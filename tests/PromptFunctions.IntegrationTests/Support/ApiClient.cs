using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>Calls the API as any client would. Each call is held to openapi.json.</summary>
public sealed class ApiClient(Uri api, OpenApiCheck check) : IDisposable
{
    /// <summary>Texts are sent as UTF-8, as most clients do.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient http = new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    /// <summary>What calls are checked against, and which were made.</summary>
    public OpenApiCheck OpenApi => check;

    public Task<ApiResponse> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<ApiResponse> Put(string path, object body, params (string Name, string Value)[] headers) => Send(HttpMethod.Put, path, Body(body), headers);

    public Task<ApiResponse> Post(string path, object? body = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body is null ? null : Body(body), headers);

    public Task<ApiResponse> Patch(string path, object body, params (string Name, string Value)[] headers) => Send(HttpMethod.Patch, path, Body(body), headers);

    public Task<ApiResponse> Delete(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Delete, path, null, headers);

    /// <summary>Sends anything.</summary>
    public async Task<ApiResponse> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"{api}{path}") { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var sent = content is null ? null : Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync());
        var response = await http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        await check.CheckAsync(request, string.IsNullOrEmpty(sent) ? null : sent, response, Encoding.UTF8.GetString(bytes));
        return new($"{method} {path}", response, bytes);
    }

    /// <summary>Sends to a path that the API does not have.</summary>
    public async Task<int> SendUnchecked(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, $"{api}{path}");
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>Every item of a listing, page by page; each page but the last is full.</summary>
    public async Task<IReadOnlyList<JsonNode>> All(string path, int limit)
    {
        var all = new List<JsonNode>();
        for (string? token = null; ;)
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = (await Get($"{path}{separator}limit={limit}{(token is null ? "" : $"&continuationToken={token}")}")).ShouldBe(200);
            all.AddRange(page.Items);
            token = (string?)page["continuationToken"];
            if (token is null) return all;
            Assert.Equal(limit, page.Items.Count);
        }
    }

    /// <summary>A prompt with a name of its own, made with the given members besides its type.</summary>
    public async Task<ApiPrompt> NewPrompt(object? members = null)
    {
        var body = JsonSerializer.SerializeToNode(members ?? new { }, Json)!.AsObject();
        body["type"] ??= "text_to_sql";
        var prompt = new ApiPrompt(this, UniqueName());
        (await Put(prompt.Path, body)).ShouldBe(201);
        return prompt;
    }

    /// <summary>A name that no other test has.</summary>
    public static string UniqueName(string prefix = "p") => $"{prefix}-{Guid.NewGuid():N}";

    /// <summary>A body as JSON. A text is sent as it is.</summary>
    public static ByteArrayContent Body(object body, string contentType = "application/json")
    {
        var bytes = body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? (body as JsonNode)?.ToJsonString(Json) ?? JsonSerializer.Serialize(body, Json));
        return new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
