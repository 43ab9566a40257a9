using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>
/// What every call has in common: who may make it, conditions, retries, and that every failure is answered as a problem.
/// The functions themselves only parse and make one call. Which function it is the compiler says, because each function's
/// method has its name; one that is not among those that declare a role is refused.
/// </summary>
public sealed class ApiEndpoint(CallGuard guard, ActorReader actors, IAnswerStore answers, ServingCaches caches, ILogger<ApiEndpoint> logger)
{
    /// <summary>Answers a read; 304 where the caller has the document already.</summary>
    public Task<IResult> ReadAsync(HttpRequest request, Func<CancellationToken, Task<ApiAnswer>> read, [CallerMemberName] string function = "") =>
        ReadAsync(request, (request, read), static call => new ValueTask<ApiAnswer>(call.read(call.request.HttpContext.RequestAborted)), function);

    /// <summary>Answers a read of a prompt.</summary>
    public Task<IResult> ReadAsync(HttpRequest request, string prompt, Func<CancellationToken, Task<ApiAnswer>> read, [CallerMemberName] string function = "") =>
        ReadAsync(request, (request, prompt, read), static call =>
        {
            Names.RequirePrompt(call.prompt);
            return new ValueTask<ApiAnswer>(call.read(call.request.HttpContext.RequestAborted));
        }, function);

    /// <summary>Answers a read on the hot path, where neither a closure nor a task is made.</summary>
    public async Task<IResult> ReadAsync<TCall>(HttpRequest request, TCall call, Func<TCall, ValueTask<ApiAnswer>> read, [CallerMemberName] string function = "")
    {
        try
        {
            guard.Require(request, function);
            var answer = await read(call);
            return ConditionalHeaders.HasCurrent(request, answer.ETag) ? answer.NotModified() : answer;
        }
        catch (Exception e)
        {
            return Failed(request, e);
        }
    }

    /// <summary>Answers a question about a prompt that needs a body: nothing changes, so there is nothing to be careful of.</summary>
    public async Task<IResult> AskAsync<TBody>(
        HttpRequest request, string prompt, Func<TBody, CancellationToken, Task<ApiAnswer>> ask, [CallerMemberName] string function = "")
        where TBody : class, new()
    {
        var cancellation = request.HttpContext.RequestAborted;
        try
        {
            guard.Require(request, function);
            Names.RequirePrompt(prompt);
            using var body = await RequestBody.ReadAsync(request, Limits.RequestBytes, cancellation);
            _ = new ApiQuery(request);
            return await ask(RequestBody.Parse<TBody>(request, body.Bytes), cancellation);
        }
        catch (Exception e)
        {
            return Failed(request, e);
        }
    }

    /// <summary>Answers a change of a prompt.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="change">Makes the change.</param>
    /// <param name="render">Makes the answer from its result.</param>
    /// <param name="isDear">Whether the change may take long or cost money: then a key's first answer is looked for before, and not only in the change's own transaction.</param>
    /// <param name="function">The function.</param>
    public Task<IResult> ChangeAsync<TBody, TResult>(
        HttpRequest request, string prompt, Func<TBody, ChangeContext, CancellationToken, Task<TResult>> change, Func<TResult, ApiAnswer> render, bool isDear = false,
        [CallerMemberName] string function = "")
        where TBody : class, IAuthored, new()
        where TResult : notnull => RunAsync(function, request, prompt, Limits.RequestBytes, [], async (bytes, key, cancellation) =>
        {
            if (isDear && key is not null && await answers.ReadAsync(prompt, key, cancellation) is { } first) throw new IdempotencyKeyUsedException(first);
            var body = RequestBody.Parse<TBody>(request, bytes);
            var context = new ChangeContext
            {
                Actor = actors.Actor(request, body.Author),
                Preconditions = ConditionalHeaders.Preconditions(request),
                Key = key,
                Render = result => render((TResult)result).ToRecorded(),
            };
            var result = await change(body, context, cancellation);
            return (render(result), context.AnswerKept);
        });

    /// <summary>Answers a change that belongs to no single prompt; it has to be safe to repeat. The query may have these parameters.</summary>
    public Task<IResult> ChangeAsync<TResult>(
        HttpRequest request, int limit, Func<ReadOnlyMemory<byte>, Func<string?, ChangeContext>, CancellationToken, Task<TResult>> change, Func<TResult, ApiAnswer> render,
        string[]? query = null, [CallerMemberName] string function = "") =>
        RunAsync(function, request, null, limit, query ?? [], async (bytes, key, cancellation) =>
        {
            if (key is not null && await answers.ReadAsync(null, key, cancellation) is { } first) throw new IdempotencyKeyUsedException(first);
            var result = await change(bytes, author => new()
            {
                Actor = actors.Actor(request, author),
                Preconditions = ConditionalHeaders.Preconditions(request),
                Key = key,
            }, cancellation);
            return (render(result), false);
        });

    /// <summary>
    /// Answers a change whose body is of any size and read as it comes. It has to be safe to repeat: a key would need the
    /// bytes' hash before the first of them is read.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="roles">The roles that are needed besides the function's own.</param>
    /// <param name="take">Reads the body, and does what it says.</param>
    /// <param name="render">Makes the answer from its result.</param>
    /// <param name="function">The function.</param>
    public async Task<IResult> TakeAsync<TResult>(
        HttpRequest request, IReadOnlyList<AppRole> roles, Func<PipeReader, string, CancellationToken, Task<TResult>> take, Func<TResult, ApiAnswer> render, [CallerMemberName] string function = "")
    {
        try
        {
            guard.Require(request, function);
            foreach (var role in roles) guard.Require(request, role);
            _ = new ApiQuery(request);
            if (IdempotencyHeader.IsGiven(request)) throw ProblemException.Invalid(IdempotencyHeader.Name, "is not taken with lines: they may be sent again without.");
            ConditionalHeaders.Preconditions(request).RequireAbsent();
            if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
            return render(await take(request.BodyReader, actors.Actor(request, null), request.HttpContext.RequestAborted));
        }
        catch (Exception e)
        {
            return Failed(request, e);
        }
    }

    private async Task<IResult> RunAsync(
        string function, HttpRequest request, string? prompt, int limit, string[] query, Func<ReadOnlyMemory<byte>, IdempotencyKey?, CancellationToken, Task<(ApiAnswer Answer, bool Kept)>> run)
    {
        var cancellation = request.HttpContext.RequestAborted;
        try
        {
            guard.Require(request, function);
            if (prompt is not null) Names.RequirePrompt(prompt);
            using var body = await RequestBody.ReadAsync(request, limit, cancellation);
            var key = IdempotencyHeader.Read(request, actors.Caller(request), body.Bytes.Span);
            try
            {
                _ = new ApiQuery(request, query);
                var (answer, kept) = await run(body.Bytes, key, cancellation);
                return kept || key is null ? answer : await KeepAsync(prompt, key, answer, cancellation);
            }
            catch (IdempotencyKeyUsedException e)
            {
                return Repeat(prompt, key!, e.First);
            }
            catch (ProblemException e) when (key is not null && e.Problem.Status is < 500 and not StatusCodes.Status429TooManyRequests)
            {
                return await KeepAsync(prompt, key, ProblemAnswer.Of(e, request.HttpContext), cancellation);
            }
        }
        catch (Exception e)
        {
            return Failed(request, e);
        }
    }

    /// <summary>Keeps an answer that no transaction kept, unless the key has one already.</summary>
    private async Task<IResult> KeepAsync(string? prompt, IdempotencyKey key, ApiAnswer answer, CancellationToken cancellationToken) =>
        await answers.RecordAsync(prompt, key, answer.ToRecorded(), cancellationToken) is { } first ? Repeat(prompt, key, first) : answer;

    private ApiAnswer Repeat(string? prompt, IdempotencyKey key, StoredAnswer first)
    {
        if (first.RequestHash != key.RequestHash)
            throw new ProblemException(ProblemCodes.IdempotencyKeyReused, "The key was used for a request with another body. Use a new key for a new request.");
        // The change may have been made elsewhere, or here without this instance knowing: it is served from this answer on.
        if (prompt is not null) caches.Routes.Expire(prompt);
        return ApiAnswer.Of(first.Answer);
    }

    private IResult Failed(HttpRequest request, Exception e)
    {
        switch (e)
        {
            case ProblemException problem:
                if (problem.InnerException is not null) logger.LogWarning(problem.InnerException, "{Method} {Path} ended in {Code}.", request.Method, request.Path, problem.Problem);
                return ProblemAnswer.Of(problem, request.HttpContext);
            case OperationCanceledException when request.HttpContext.RequestAborted.IsCancellationRequested:
                return Results.Empty;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return ProblemAnswer.Of(Limits.Exceeded("The request", Limits.ImportBytes, "bytes"), request.HttpContext);
            case BadHttpRequestException bad:
                return ProblemAnswer.Of(ProblemException.Invalid("", bad.Message), request.HttpContext);
            default:
                logger.LogError(e, "{Method} {Path} failed.", request.Method, request.Path);
                return ProblemAnswer.Of(new(ProblemCodes.InternalError, "The request could not be completed. The trace id leads to the cause in the logs."), request.HttpContext);
        }
    }
}
