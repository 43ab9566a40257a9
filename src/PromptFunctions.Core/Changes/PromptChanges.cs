using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Core.Changes;

/// <summary>
/// The one way in which a prompt is changed: read its head, plan, commit in one transaction; on a lost race, again from
/// a fresh read.
/// </summary>
public sealed class PromptChanges(IPromptStore store, IEnumerable<IChangeListener> listeners, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Writers of one prompt in this process queue here instead of racing in storage; those elsewhere meet at the tag.
    private readonly StripedLock queue = new(4096);

    /// <summary>Applies a change.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="context">Who asks, and on what terms.</param>
    /// <param name="plan">Works the change out from the head (null: there is no such prompt). It may run several times.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ProblemException">The plan's own, 429 when the prompt is changed too busily, or 503.</exception>
    /// <exception cref="IdempotencyKeyUsedException">The context's key was used before.</exception>
    public async Task<T> ApplyAsync<T>(
        string prompt, ChangeContext context, Func<PromptHead?, CancellationToken, Task<Planned<T>>> plan, CancellationToken cancellationToken)
        where T : notnull
    {
        using var span = PromptInstruments.Activities.StartActivity("change prompt")?.SetTag(TelemetryTags.Prompt, prompt);
        var started = clock.GetTimestamp();
        using var turn = await queue.EnterAsync(prompt, Patience, cancellationToken);
        for (var attempt = 1; turn is not null && clock.GetElapsedTime(started) < Patience; attempt++)
        {
            span?.SetTag(TelemetryTags.Attempts, attempt);
            var head = await store.ReadHeadAsync(prompt, cancellationToken);
            if (await PlanAsync(head) is not { } planned)
            {
                await PauseAsync(attempt, cancellationToken);
                continue;
            }
            if (planned.Change is null) return planned.Result;

            var change = WebhookEvents.AddTo(head, planned.Change);
            var answer = context.Key is null ? null : context.Render?.Invoke(planned.Result);
            var sent = clock.GetTimestamp();
            switch (await store.CommitAsync(change, context.Key, answer, cancellationToken))
            {
                case CommitOutcome.Committed:
                    foreach (var listener in listeners) listener.Changed(change, sent);
                    context.AnswerKept = answer is not null;
                    return planned.Result;
                case CommitOutcome.KeyUsed used:
                    throw new IdempotencyKeyUsedException(used.First);
                case CommitOutcome.VersionExists taken when planned.OnVersionExists is null:
                    throw new ProblemException(ProblemCodes.VersionExists, $"{prompt}@{taken.Version} exists already.");
                case CommitOutcome.VersionExists taken:
                    planned.OnVersionExists(taken.Version);
                    break;
                default:
                    await PauseAsync(attempt, cancellationToken);
                    break;
            }
        }
        throw new ProblemException(ProblemCodes.Throttled, $"'{prompt}' is being changed by many at once. Try again in a moment.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

        async Task<Planned<T>?> PlanAsync(PromptHead? head)
        {
            try
            {
                return await plan(head, cancellationToken);
            }
            catch (StaleReadException)
            {
                return null;
            }
        }
    }

    private Task PauseAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 10 * Math.Min(attempt, 20))), clock, cancellationToken);
}
