using System.Text;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class LimitTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Content = 1024 * 1024;
    private const int Field = 32 * 1024;
    private const int Request = 4 * 1024 * 1024;

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Content_of_exactly_a_mebibyte_passes_byte_for_byte()
    {
        var prompt = await api.NewPrompt();
        var content = "가" + new string('x', Content - 5) + "\r\n";
        Assert.Equal(Content, Encoding.UTF8.GetByteCount(content));

        var version = await prompt.CreateLive(content);

        Assert.True(content == (string?)(await api.Get(prompt.Version(version)))["content"]);
        Assert.True(content == (string?)(await prompt.Resolve())["content"]);
        TooLarge(await api.Post(prompt.Versions, new { content = content + "x" }), "content", "1,048,576");
        await prompt.Create("small");
        TooLarge(await api.Patch(prompt.Version("0.0.2"), new { content = content + "x" }), "content", "1,048,576");
    }

    [Fact]
    public async Task The_messages_of_a_chat_count_together()
    {
        var prompt = await api.NewPrompt(new { format = "chat" });
        var (half, more) = (new string('x', Content / 2), new string('x', Content / 2 + 1));
        static object Body(params string[] contents) => new { messages = contents.Select(content => new { role = "user", content }) };

        (await api.Post(prompt.Versions, Body(half, half))).ShouldBe(201);
        TooLarge(await api.Post(prompt.Versions, Body(half, more)), "messages", "1,048,576");
    }

    [Fact]
    public async Task The_longest_content_fits_a_request_however_it_is_escaped()
    {
        var prompt = await api.NewPrompt();
        var escaped = string.Concat(Enumerable.Repeat("\\uac00", Content / 3));

        (await api.Post(prompt.Versions, $$"""{"content":"{{escaped}}"}""")).ShouldBe(201);
    }

    [Fact]
    public async Task A_request_has_up_to_four_mebibytes()
    {
        var prompt = await api.NewPrompt();
        byte[] Padded(int length) => Encoding.UTF8.GetBytes("{\"content\":\"x\"}".PadRight(length));

        (await api.Post(prompt.Versions, Padded(Request))).ShouldBe(201);
        TooLarge(await api.Post(prompt.Versions, Padded(Request + 1)), "request", "4,194,304");
        TooLarge(await api.Put(prompt.Path, Padded(Request + 1)), "request", "4,194,304");
        TooLarge(await api.Send(HttpMethod.Post, prompt.Versions, new ChunkedContent(Padded(Request + 1))), "request", "4,194,304");
    }

    [Fact]
    public async Task Other_fields_have_up_to_32_kibibytes_each()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");
        var (fits, tooLong) = (string.Concat(Enumerable.Repeat("가", Field / 3)) + "xx", string.Concat(Enumerable.Repeat("가", Field / 3)) + "xxx");
        Assert.Equal(Field, Encoding.UTF8.GetByteCount(fits));

        (await api.Post(prompt.Versions, new { content = "x", description = fits, author = fits })).ShouldBe(201);
        (await api.Put(prompt.Path, new { description = fits })).ShouldBe(200);
        (await api.Post($"{prompt.Version(version)}/promote", new { status = "testing", reason = fits })).ShouldBe(200);
        (await api.Post($"{prompt.Version(version)}/approve", new { reason = fits, author = "lee" })).ShouldBe(200);

        foreach (var member in new[] { "description", "author" })
            TooLarge(await api.Post(prompt.Versions, new Dictionary<string, object> { ["content"] = "x", [member] = tooLong }), member, "32,768");
        foreach (var member in new[] { "description", "author" })
            TooLarge(await api.Put(prompt.Path, new Dictionary<string, object> { [member] = tooLong }), member, "32,768");
        TooLarge(await api.Post(prompt.Versions, new { content = "x", changeLog = new[] { tooLong } }), "changeLog", "32,768");
        TooLarge(await api.Post(prompt.Versions, new { content = "x", metadata = new { a = tooLong } }), "metadata", "32,768");
        TooLarge(await api.Post(prompt.Versions, new { content = "x", tags = Enumerable.Range(0, 200).Select(i => $"{i}".PadRight(200)) }), "tags", "32,768");
        TooLarge(await api.Post(prompt.Versions, new { content = "x", dependencies = Enumerable.Range(0, 2000).Select(i => $"dependency-{i}@1.0.0") }), "dependencies", "32,768");
        TooLarge(await api.Patch(prompt.Version(version), new { description = tooLong }), "description", "32,768");
        TooLarge(await api.Post($"{prompt.Version(version)}/promote", new { status = "testing", reason = tooLong }), "reason", "32,768");
        TooLarge(await api.Post($"{prompt.Version(version)}/approve", new { reason = tooLong }), "reason", "32,768");
        TooLarge(await api.Put($"{prompt.Path}/labels/a", new { version, author = tooLong }), "author", "32,768");
        TooLarge(await api.Post($"{prompt.Path}/branches", new { branch = "a", from = version, author = tooLong }), "author", "32,768");
        TooLarge(await api.Post($"{prompt.Path}/branches/a/merge", new { description = tooLong }), "description", "32,768");
        TooLarge(await api.Post("/import", new { prompt = new { name = prompt.Name }, versions = new[] { new { version = "9.0.0", content = "x", description = tooLong } } }), "description", "32,768");
        TooLarge(await api.Post("/import", new { prompt = new { name = prompt.Name }, versions = new[] { new { version = "9.0.0", content = new string('x', Content + 1) } } }), "content", "1,048,576");
    }

    [Fact]
    public async Task A_change_log_grows_up_to_the_same_limit()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");
        var line = new string('x', 15_000);

        (await api.Patch(prompt.Version(version), new { changeLog = new[] { line } })).ShouldBe(200);
        (await api.Patch(prompt.Version(version), new { changeLog = new[] { line } })).ShouldBe(200);
        TooLarge(await api.Patch(prompt.Version(version), new { changeLog = new[] { line } }), "changeLog", "32,768");
    }

    [Fact]
    public async Task All_fields_at_their_limit_fit_together()
    {
        var prompt = await api.NewPrompt();
        var text = new string('x', Field - 10);
        var members = new
        {
            description = text,
            author = text,
            changeLog = new[] { text },
            metadata = new { a = new string('x', Field - 10) },
            tags = Enumerable.Range(0, 150).Select(i => $"{i}".PadRight(200, 'x')),
            dependencies = Enumerable.Range(0, 1400).Select(i => $"dependency-{i}@1.0.0"),
        };
        var version = await prompt.Create(new string('y', Content), members);

        (await prompt.Promote(version, "testing", new { reason = text, author = text })).ShouldBe(200);

        Assert.Equal(text, (string?)(await api.Get(prompt.Version(version)))["description"]);
    }

    private static void TooLarge(ApiResponse answer, string what, string limit)
    {
        var detail = (string?)answer.ShouldBeProblem(413, "too-large")["detail"];
        Assert.Contains(what, detail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(limit, detail, StringComparison.Ordinal);
    }

    /// <summary>A body whose length is not said beforehand.</summary>
    private sealed class ChunkedContent : StreamContent
    {
        public ChunkedContent(byte[] bytes) : base(new MemoryStream(bytes)) => Headers.ContentType = new("application/json");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
