using System.IO.Pipelines;
using System.Text;
using PromptFunctions.Core.Backups;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.UnitTests.Backups;

public sealed class BackupLinesTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\nb\n", new[] { "a", "b" })]
    [InlineData("a\n\nb", new[] { "a", "", "b" })]
    public async Task Lines_end_with_a_line_feed_or_with_the_text(string text, string[] lines)
    {
        foreach (var atOnce in new[] { 1, 2, 100 }) Assert.Equal(lines, await ReadAsync(Encoding.UTF8.GetBytes(text), atOnce));
    }

    [Fact]
    public async Task A_line_may_be_long_but_not_of_any_length()
    {
        var bytes = new byte[BackupLines.MostBytes + 1];
        Array.Fill(bytes, (byte)'x');
        bytes[^1] = (byte)'\n';
        Assert.Equal(BackupLines.MostBytes, Assert.Single(await ReadAsync(bytes, 100_000)).Length);

        bytes[^1] = (byte)'x';
        var refused = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(bytes, 100_000));
        Assert.Equal(ProblemCodes.TooLarge, refused.Problem);
    }

    [Theory]
    [InlineData("{\"kind\":\"audit\",", "audit")]
    [InlineData("{ \"kind\" : \"x\" }", "x")]
    public void A_line_says_its_kind_first(string line, string kind) => Assert.Equal(kind, BackupLines.KindOf(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"kind\":1}")]
    [InlineData("{\"id\":\"x\",\"kind\":\"audit\"}")]
    [InlineData("{\"kind\"")]
    [InlineData("{\"kind\":\"\\ud800\"}")]
    public void A_line_that_does_not_is_refused(string line) => Assert.Throws<ProblemException>(() => BackupLines.KindOf(Encoding.UTF8.GetBytes(line)));

    private static async Task<List<string>> ReadAsync(byte[] bytes, int atOnce)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024, useSynchronizationContext: false));
        var writing = WriteAsync();
        var lines = new List<string>();
        try
        {
            await foreach (var line in BackupLines.ReadAsync(pipe.Reader, CancellationToken.None)) lines.Add(Encoding.UTF8.GetString(line.Span));
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await writing;
        }
        return lines;

        async Task WriteAsync()
        {
            foreach (var some in bytes.Chunk(atOnce)) await pipe.Writer.WriteAsync(some);
            await pipe.Writer.CompleteAsync();
        }
    }
}
