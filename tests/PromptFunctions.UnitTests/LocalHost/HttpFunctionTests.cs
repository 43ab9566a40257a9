using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.UnitTests.LocalHost;

public sealed class HttpFunctionTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _client = new();
    private LocalHostApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await LocalHostApp.StartAsync(SampleHost.Options);
        _client.BaseAddress = _app.BaseAddress;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Two_functions_share_a_route_by_method()
    {
        var read = await _client.GetFromJsonAsync<JsonElement>("api/items/a?q=1");
        using var written = await _client.PutAsync("api/items/a", new StringContent("content"));

        Assert.Equal("a", read.GetProperty("name").GetString());
        Assert.Equal("1", read.GetProperty("query").GetString());
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        Assert.Equal("/api/items/a", $"{written.Headers.Location}");
        Assert.Equal("\"content\"", await written.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_route_parameter_is_decoded() =>
        Assert.Equal("ä b", (await _client.GetFromJsonAsync<JsonElement>("api/items/%C3%A4%20b")).GetProperty("name").GetString());

    [Fact]
    public async Task A_route_constraint_is_kept()
    {
        Assert.Equal("GET 8", await _client.GetStringAsync("api/numbers/7"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(HttpMethod.Get, "api/numbers/seven"));
    }

    [Fact]
    public async Task A_function_without_a_route_answers_under_its_name_to_every_method()
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete])
            Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(method, "api/Unrouted"));
    }

    [Theory]
    [InlineData("DELETE", "api/items/a")]
    [InlineData("OPTIONS", "api/items/a")]
    [InlineData("GET", "api/items/a/b")]
    [InlineData("GET", "items/a")]
    [InlineData("GET", "")]
    public async Task A_wrong_method_and_an_unknown_route_are_404_without_a_body(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Empty(response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_functions_own_405_stays_one()
    {
        using var response = await _client.GetAsync("api/refuse");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_escaping_exception_is_500_and_says_nothing_of_itself()
    {
        using var response = await _client.GetAsync("api/fail");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Each_request_has_its_own_instance_and_scope()
    {
        var first = (await _client.GetStringAsync("api/count")).Split(' ');
        var second = (await _client.GetStringAsync("api/count")).Split(' ');

        Assert.Equal(("1", "1"), (first[0], second[0]));
        Assert.NotEqual(first[1], second[1]);
        Assert.Equal(("True", "True"), (first[2], second[2]));
    }

    [Fact]
    public async Task The_server_does_not_name_itself()
    {
        using var response = await _client.GetAsync("api/count");

        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_hosts_status_is_known() =>
        Assert.Equal("Running", (await _client.GetFromJsonAsync<JsonElement>("admin/host/status")).GetProperty("state").GetString());

    [Fact]
    public async Task A_host_of_timers_answers_no_function()
    {
        await using var timers = await LocalHostApp.StartAsync(SampleHost.Options with { Group = FunctionGroup.Timers });

        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAsync(HttpMethod.Get, $"{timers.ApiAddress}/count"));
    }

    private async Task<HttpStatusCode> StatusOfAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }
}
