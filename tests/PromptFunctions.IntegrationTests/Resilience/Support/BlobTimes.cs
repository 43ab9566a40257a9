using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>
/// Makes listings tell blobs' times by a clock of the test's: the emulator knows only its own, by which what was written
/// after days were skipped would be as old as what was written before.
/// </summary>
public sealed class BlobTimes(TimeProvider clock) : HttpPipelinePolicy
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> written = new();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (!message.HasResponse || message.Response.IsError) return;
        var uri = message.Request.Uri.ToUri();
        if (message.Request.Method == RequestMethod.Put && uri.Segments.Length == 4) written[uri.AbsolutePath] = clock.GetUtcNow();
        if (uri.Query.Contains("comp=list", StringComparison.Ordinal)) Rewrite(message.Response, uri.AbsolutePath);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("All calls are asynchronous.");

    private void Rewrite(Azure.Response response, string container)
    {
        var page = XDocument.Load(response.Content.ToStream());
        foreach (var blob in page.Descendants("Blob"))
        {
            if (!written.TryGetValue($"{container}/{blob.Element("Name")!.Value}", out var at)) continue;
            blob.Element("Properties")!.Element("Last-Modified")!.Value = at.ToString("R", CultureInfo.InvariantCulture);
        }
        var rewritten = new MemoryStream();
        page.Save(rewritten);
        rewritten.Position = 0;
        response.ContentStream = rewritten;
    }
}
