using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Http;

/// <summary>What a call is answered.</summary>
public sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body) : IResult
{
    /// <summary>The media type of answers.</summary>
    public const string Json = "application/json";

    /// <summary>The body's media type; null without a body.</summary>
    public string? ContentType { get; init; } = Json;

    /// <summary>The header <c>ETag</c>.</summary>
    public string? ETag { get; init; }

    /// <summary>The header <c>Location</c>.</summary>
    public string? Location { get; init; }

    /// <summary>The header <c>Cache-Control</c>; answers of changes and errors have none.</summary>
    public string? CacheControl { get; init; }

    /// <summary>The header <c>Vary</c>: which of the request's headers the answer depends on.</summary>
    public string? Vary { get; init; }

    /// <summary>The header <c>Age</c> in seconds.</summary>
    public int? Age { get; init; }

    /// <summary>The header <c>WWW-Authenticate</c>: how to say who one is.</summary>
    public string? Authenticate { get; init; }

    /// <summary>The header <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Writes a body that is too large to hold; <see cref="Body"/> is empty then.</summary>
    public Func<PipeWriter, CancellationToken, Task>? Stream { get; init; }

    /// <summary>A document that was read, with its tag; the tag is that of the bytes where none is given.</summary>
    public static ApiAnswer Read<T>(T document, string? tag = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document, CoreJson.Options);
        return new(StatusCodes.Status200OK, body) { ETag = tag ?? EntityTag.OfBytes(body), CacheControl = "no-cache" };
    }

    /// <summary>The state after a change.</summary>
    public static ApiAnswer Changed<T>(T document, string? tag = null, bool created = false, string? location = null) => new(
        created ? StatusCodes.Status201Created : StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(document, CoreJson.Options))
    {
        ETag = tag,
        Location = location,
    };

    /// <summary>Done, and nothing to say.</summary>
    public static ApiAnswer NoContent { get; } = new(StatusCodes.Status204NoContent, default) { ContentType = null };

    /// <summary>An answer of serving, with how long it may be reused.</summary>
    public static ApiAnswer Served(Served served) => new(StatusCodes.Status200OK, served.Answer.Body)
    {
        ETag = served.Answer.Tag,
        Age = (int)served.Age.TotalSeconds,
        CacheControl = served.CacheControl,
    };

    /// <summary>An answer that was kept for retries.</summary>
    public static ApiAnswer Of(RecordedAnswer recorded) => new(recorded.Status, recorded.Body)
    {
        ContentType = recorded.ContentType,
        ETag = recorded.ETag,
        Location = recorded.Location,
    };

    /// <summary>The answer as it is kept for retries.</summary>
    public RecordedAnswer ToRecorded() => new(Status, ContentType, Body, Location, ETag);

    /// <summary>The same answer without its body, for a caller who has it.</summary>
    public ApiAnswer NotModified() => this with { Status = StatusCodes.Status304NotModified, Body = default, Stream = null, ContentType = null };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        var headers = response.Headers;
        if (ETag is not null) headers.ETag = ETag;
        if (Location is not null) headers.Location = Location;
        if (CacheControl is not null) headers.CacheControl = CacheControl;
        if (Vary is not null) headers.Vary = Vary;
        if (Age is { } age) headers.Age = SmallNumbers.Text(age);
        if (Authenticate is not null) headers.WWWAuthenticate = Authenticate;
        if (RetryAfter is { } retry) headers.RetryAfter = SmallNumbers.Text((int)Math.Ceiling(retry.TotalSeconds));
        if (ContentType is null) return Task.CompletedTask;
        response.ContentType = ContentType;
        if (Stream is not null) return StreamAsync(httpContext, Stream);
        response.ContentLength = Body.Length;
        // No token: the server ends the write when the caller is gone, and asking for one costs the hot path an allocation.
        return response.Body.WriteAsync(Body).AsTask();
    }

    /// <summary>Writes a body. One that cannot be completed must not look as if it were: the connection ends with it.</summary>
    private static async Task StreamAsync(HttpContext context, Func<PipeWriter, CancellationToken, Task> write)
    {
        try
        {
            await write(context.Response.BodyWriter, context.RequestAborted);
        }
        catch when (context.Response.HasStarted)
        {
            context.Abort();
            throw;
        }
    }
}
