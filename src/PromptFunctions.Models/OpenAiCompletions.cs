using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Models;

/// <summary>Asks an OpenAI-compatible endpoint, <c>POST {Endpoint}/chat/completions</c>: few calls at once, each in bounded time, again where that helps.</summary>
internal sealed class OpenAiCompletions : ICompletions, IDisposable
{
    private const string Path = "/chat/completions";
    private const int LargestAnswer = 8 * 1024 * 1024;
    private const double TokensOfPrice = 1_000_000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web);

    private readonly ModelOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly ResiliencePipeline<Completion> pipeline;
    private readonly ConcurrencyLimiter turns;

    /// <summary>Makes a client.</summary>
    public OpenAiCompletions(IOptions<ModelOptions> options, TimeProvider clock)
    {
        (this.options, this.clock) = (options.Value, clock);
        http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (!string.IsNullOrEmpty(this.options.ApiKey)) http.DefaultRequestHeaders.Authorization = new("Bearer", this.options.ApiKey);
        turns = new(new() { PermitLimit = this.options.Concurrency, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        pipeline = Pipeline(this.options, clock);
    }

    /// <inheritdoc/>
    public async Task<Completion> CompleteAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        if (!options.IsConfigured) throw new CompletionFailedException($"No model is configured: set {ModelOptions.Section}:{nameof(ModelOptions.Endpoint)} and {ModelOptions.Section}:{nameof(ModelOptions.Model)}.");
        return await CompletionTelemetry.MeasureAsync(options, clock, () => AskInTurnAsync(prompt, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        turns.Dispose();
    }

    private async Task<Completion> AskInTurnAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        using var turn = await turns.AcquireAsync(1, cancellationToken);
        try
        {
            return await pipeline.ExecuteAsync(cancellation => new ValueTask<Completion>(AskAsync(prompt, cancellation)), cancellationToken);
        }
        catch (TimeoutRejectedException e)
        {
            throw new CompletionFailedException($"The model did not answer within {options.TimeoutSeconds:0.#} s.", e);
        }
        catch (TransientFailureException e)
        {
            throw new CompletionFailedException(e.Message, e);
        }
    }

    private static ResiliencePipeline<Completion> Pipeline(ModelOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<Completion> { TimeProvider = clock };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Completion>
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = LongestPause,
                ShouldHandle = new PredicateBuilder<Completion>().Handle<TransientFailureException>().Handle<TimeoutRejectedException>(),
                DelayGenerator = static attempt => new(attempt.Outcome.Exception is TransientFailureException { RetryAfter: { } wanted } ? (wanted < LongestPause ? wanted : LongestPause) : null),
            });
        }
        return builder.AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds)).Build();
    }

    private async Task<Completion> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> messages = prompt.Messages ?? [new() { Role = ChatRole.User, Content = prompt.Text! }];
        try
        {
            using var content = JsonContent.Create(new ChatCompletionRequest(options.Model!, messages), options: CoreJson.Options);
            // Some endpoints take no chunked bodies.
            await content.LoadIntoBufferAsync(cancellationToken);
            using var response = await http.PostAsync(Address(), content, cancellationToken);
            if (!response.IsSuccessStatusCode) throw Refused(response);
            var answer = await response.Content.ReadFromJsonAsync<ChatCompletionResponse>(Lenient, cancellationToken);
            var text = answer?.Choices is [{ Message.Content: { } said }, ..] ? said : throw new CompletionFailedException("The model answered without a text.");
            return new(text, answer.Usage?.PromptTokens, answer.Usage?.CompletionTokens, CostOf(answer.Usage));
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new CompletionFailedException($"The model answered more than {LargestAnswer:N0} bytes.", e);
        }
        catch (HttpRequestException e)
        {
            throw new TransientFailureException($"The model's endpoint cannot be reached: {e.HttpRequestError}.", null, e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or in a character set that there is not.
            throw new CompletionFailedException("The model's endpoint did not answer as the chat completions API does.", e);
        }
    }

    private Uri Address()
    {
        var address = options.Endpoint!.TrimEnd('/');
        return new(address.EndsWith(Path, StringComparison.Ordinal) ? address : address + Path);
    }

    // The answer's body may repeat the key or the prompt, so only its status is told.
    private Exception Refused(HttpResponseMessage response)
    {
        var message = $"The model's endpoint answered {(int)response.StatusCode} ({response.StatusCode}).";
        return response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            ? new TransientFailureException(message, RetryAfter(response.Headers.RetryAfter))
            : new CompletionFailedException(message);
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - clock.GetUtcNow() is { } left && left > TimeSpan.Zero ? left : null);

    private double? CostOf(ChatCompletionResponse.TokenUsage? usage) => usage is null || options is { InputPrice: 0, OutputPrice: 0 }
        ? null
        : (((usage.PromptTokens ?? 0) * options.InputPrice) + ((usage.CompletionTokens ?? 0) * options.OutputPrice)) / TokensOfPrice;
}
