using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>Writes requests as the body of a batch: multipart/mixed in multipart/mixed, lines ended by CRLF.</summary>
internal static class ChangeSet
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static BinaryData Write(string batchBoundary, IReadOnlyList<Request> requests)
    {
        var boundary = $"changeset_{Guid.NewGuid()}";
        using var buffer = new MemoryStream();
        using (var text = new StreamWriter(buffer, Utf8) { NewLine = "\r\n" })
        {
            text.WriteLine($"--{batchBoundary}");
            text.WriteLine($"Content-Type: multipart/mixed; boundary={boundary}");
            text.WriteLine();
            foreach (var request in requests) Write(text, boundary, request);
            text.WriteLine($"--{boundary}--");
            text.WriteLine();
            text.WriteLine($"--{batchBoundary}--");
        }
        return BinaryData.FromBytes(buffer.ToArray());
    }

    private static void Write(StreamWriter text, string boundary, Request request)
    {
        text.WriteLine($"--{boundary}");
        text.WriteLine("Content-Type: application/http");
        text.WriteLine("Content-Transfer-Encoding: binary");
        text.WriteLine();
        var uri = request.Uri.ToUri();
        text.WriteLine($"{request.Method.Method} {uri.AbsoluteUri} HTTP/1.1");
        text.WriteLine($"Host: {uri.Authority}");
        foreach (var header in request.Headers) text.WriteLine($"{header.Name}: {header.Value}");
        if (request.Content is { } content)
        {
            content.TryComputeLength(out var length);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}"));
            text.WriteLine();
            text.Flush();
            content.WriteTo(text.BaseStream, CancellationToken.None);
        }
        else
        {
            text.WriteLine();
        }
        text.WriteLine();
        request.Dispose();
    }
}
