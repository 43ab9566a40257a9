using System.Text;
using System.Text.Json;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments.Recording;

/// <summary>Results of an experiment in a list: each is read as the points that it stands for.</summary>
internal sealed class ResultItem : IBatchItem
{
    private readonly ExperimentRecord experiment;
    private readonly byte[] prompt;

    // Of the result that is being read.
    private readonly HashSet<byte[]> names = new(Utf8Comparer.Instance);

    private readonly (byte[] Version, byte[] Assignment)[] arms;

    /// <summary>Makes a reader of one experiment's results.</summary>
    public ResultItem(ExperimentRecord experiment)
    {
        this.experiment = experiment;
        prompt = Encoding.UTF8.GetBytes(experiment.Prompt);
        arms = [.. experiment.Arms.Select(arm => (Encoding.UTF8.GetBytes(arm.Served.Version.ToString()), Encoding.UTF8.GetBytes(Assignment.OfExperiment(experiment.Id, arm.Name))))];
    }

    /// <inheritdoc/>
    public string List => "results";

    /// <inheritdoc/>
    public void Read(scoped ref Utf8JsonReader reader, PointBatch batch)
    {
        var result = default(RawPoint);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            result.Error = "A result must be an object.";
            reader.Skip();
            batch.Add(in result);
            return;
        }
        ReadOnlySpan<byte> arm = default;
        Utf8JsonReader metrics = default;
        var (seen, given) = (Members.None, Members.None);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberOf(ref reader);
            reader.Read();
            if (member == Members.None) result.Error ??= "It has a member that is not known; there are subject, metrics, arm and at.";
            else if ((seen & member) != 0) result.Error ??= $"{NameOf(member)} occurs more than once.";
            seen |= member;
            if (reader.TokenType != JsonTokenType.Null) given |= member;
            switch (member)
            {
                case Members.Metrics when reader.TokenType != JsonTokenType.Null:
                    metrics = reader;
                    var wrong = CheckMetrics(ref reader);
                    result.Error ??= wrong;
                    break;
                case Members.None or Members.Metrics:
                    reader.Skip();
                    break;
                default:
                    Take(ref reader, member, ref result, ref arm);
                    break;
            }
        }
        if ((given & Members.Subject) == 0 || result.Subject.IsEmpty) result.Error ??= "lacks subject.";
        if ((given & Members.Metrics) == 0) result.Error ??= "lacks metrics.";
        if (result.Error is null) Address(ref result, arm);
        batch.AddResult(in result, new MetricValues(metrics));
    }

    // The points of a result without an arm are those of the subject's own.
    private void Address(ref RawPoint result, ReadOnlySpan<byte> arm)
    {
        var index = arm.IsEmpty ? experiment.Traffic.ArmAt(SubjectKey.Of(experiment.Traffic.Salt, result.Subject).Bucket) : IndexOf(arm);
        result.Prompt = prompt;
        // Of an arm that there is none, nothing counts, whatever its version.
        result.Version = arms[Math.Max(index, 0)].Version;
        result.Assignment = index < 0 ? Encoding.UTF8.GetBytes(Assignment.OfExperiment(experiment.Id, Encoding.UTF8.GetString(arm))) : arms[index].Assignment;
    }

    private int IndexOf(ReadOnlySpan<byte> arm)
    {
        var name = Encoding.UTF8.GetString(arm);
        for (var i = 0; i < experiment.Arms.Count; i++)
        {
            if (experiment.Arms[i].Name == name) return i;
        }
        return -1;
    }

    private static void Take(scoped ref Utf8JsonReader reader, Members member, ref RawPoint result, ref ReadOnlySpan<byte> arm)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.String || !JsonTexts.TryGet(ref reader, out var text))
        {
            result.Error ??= $"{NameOf(member)} must be a text.";
            reader.Skip();
            return;
        }
        if (member == Members.Arm)
        {
            arm = text;
            if (text.IsEmpty) result.Error ??= "arm must not be empty.";
        }
        else if (member == Members.At) PointReader.TakeTime(ref reader, text, ref result);
        else PointReader.TakeSubject(text, ref result);
    }

    /// <summary>Goes through the metrics; says what is wrong with their form.</summary>
    private string? CheckMetrics(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return "metrics must be an object of metrics and numbers.";
        }
        names.Clear();
        var known = names.GetAlternateLookup<ReadOnlySpan<byte>>();
        string? error = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!JsonTexts.TryGet(ref reader, out var name)) error ??= "metrics has a name with half of a surrogate pair.";
            else if (known.Contains(name)) error ??= $"metrics has {JsonTexts.Shown(Encoding.UTF8.GetString(name))} more than once.";
            else if (names.Count == RecordResultsRequest.MostMetrics) error ??= $"metrics has more than {RecordResultsRequest.MostMetrics}.";
            else known.Add(name);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out _)) error ??= "metrics must have numbers only.";
            reader.Skip();
        }
        return names.Count == 0 ? error ?? "metrics is empty." : error;
    }

    private static Members MemberOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && !JsonTexts.TryGet(ref reader, out _) ? Members.None
        : reader.ValueTextEquals("subject"u8) ? Members.Subject
        : reader.ValueTextEquals("metrics"u8) ? Members.Metrics
        : reader.ValueTextEquals("arm"u8) ? Members.Arm
        : reader.ValueTextEquals("at"u8) ? Members.At
        : Members.None;

    private static string NameOf(Members member) => member.ToString().ToLowerInvariant();

    [Flags]
    private enum Members
    {
        None = 0,
        Subject = 1,
        Metrics = 2,
        Arm = 4,
        At = 8,
    }
}
