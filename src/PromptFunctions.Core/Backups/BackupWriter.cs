using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using PromptFunctions.Core.Backups.Lines;

namespace PromptFunctions.Core.Backups;

/// <summary>Writes lines with their checksums, as fast as the reader takes them.</summary>
/// <param name="output">Where to; null where only the checksums are wanted.</param>
internal sealed class BackupWriter(PipeWriter? output) : IDisposable
{
    private const int FlushBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> line = new(FlushBytes);
    private readonly LineHash all = new();
    private readonly LineHash own = new();
    private int waiting;
    private long prompts;
    private long versions;

    /// <summary>How many bytes were written.</summary>
    public long Bytes { get; private set; }

    /// <summary>Writes the first line.</summary>
    public ValueTask BeginAsync(HeaderLine header, CancellationToken cancellationToken)
    {
        Serialize(header);
        return SendAsync(cancellationToken);
    }

    /// <summary>Writes all of a prompt; gives its last line.</summary>
    public async Task<EndLine> WritePromptAsync(string prompt, IAsyncEnumerable<BackupLine> lines, CancellationToken cancellationToken)
    {
        var ofPrompt = 0L;
        await foreach (var one in lines.WithCancellation(cancellationToken))
        {
            Serialize(one);
            own.Add(line.WrittenSpan);
            all.Add(line.WrittenSpan);
            if (one is VersionLine) ofPrompt++;
            await SendAsync(cancellationToken);
        }
        var count = own.Lines;
        var end = new EndLine { Prompt = prompt, Versions = ofPrompt, Lines = count, Sha256 = own.Take() };
        Serialize(end);
        all.Add(line.WrittenSpan);
        (prompts, versions) = (prompts + 1, versions + ofPrompt);
        await SendAsync(cancellationToken);
        return end;
    }

    /// <summary>Writes the last line.</summary>
    public async Task EndAsync(string? next, CancellationToken cancellationToken)
    {
        var lines = all.Lines;
        Serialize(new FooterLine { Prompts = prompts, Versions = versions, Lines = lines, Sha256 = all.Take(), Next = next });
        await SendAsync(cancellationToken);
        if (output is not null) await output.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        all.Dispose();
        own.Dispose();
    }

    private void Serialize(BackupLine document)
    {
        line.ResetWrittenCount();
        using var json = new Utf8JsonWriter(line, new() { Encoder = BackupJson.Options.Encoder, MaxDepth = BackupJson.Options.MaxDepth });
        JsonSerializer.Serialize(json, document, document.GetType(), BackupJson.Options);
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        Bytes += line.WrittenCount + 1;
        if (output is null) return;
        output.Write(line.WrittenSpan);
        output.Write("\n"u8);
        waiting += line.WrittenCount + 1;
        if (waiting < FlushBytes) return;
        waiting = 0;
        await output.FlushAsync(cancellationToken);
    }
}
