using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>A client of one instance.</summary>
public sealed class Api(Uri address, StorageTap? storage = null) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient client = new() { BaseAddress = new Uri(address.ToString().TrimEnd('/') + "/"), Timeout = TimeSpan.FromMinutes(2) };

    public Task<Answer> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public Task<Answer> PostAsync(string path, object? body = null, string? key = null) => SendAsync(new(HttpMethod.Post, path, body, key));

    public Task<Answer> PutAsync(string path, object body) => SendAsync(new(HttpMethod.Put, path, body));

    public Task<Answer> DeleteAsync(string path) => SendAsync(new(HttpMethod.Delete, path));

    public async Task<Answer> SendAsync(ApiRequest call)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path);
        if (call.Body is not null)
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(call.Body, Json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (call.Lines is not null) request.Content = new StringContent(call.Lines, new MediaTypeHeaderValue("application/x-ndjson"));
        if (call.Key is not null) request.Headers.Add("Idempotency-Key", call.Key);
        if (call.Script is not null)
        {
            storage!.Add(call.Script);
            request.Headers.Add(StorageTap.Header, call.Script.Id);
        }
        using var response = await client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    /// <summary>All items of a listing, page by page.</summary>
    public async Task<List<JsonNode>> ListAsync(string path, int limit = 1000)
    {
        var items = new List<JsonNode>();
        string? token = null;
        do
        {
            var page = (await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{(token is null ? "" : $"&continuationToken={token}")}")).Expect(200);
            Assert.True(page.Items.Count == limit || page["continuationToken"] is null, "A page before the last is not full.");
            items.AddRange(page.Items);
            token = page["continuationToken"];
        }
        while (token is not null);
        return items;
    }

    /// <summary>The numbers of a prompt's versions, highest first.</summary>
    public async Task<List<string>> VersionsAsync(string prompt) =>
        (await ListAsync($"prompts/{prompt}/versions")).ConvertAll(version => version["version"]!.GetValue<string>());

    public void Dispose() => client.Dispose();
}
