#!/usr/bin/env bash
#SBATCH --job-name=jixiao
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --requeue
# Each task converts its share; a requeued task goes on where it stopped. Inputs that fail are in the journal (exit code 1) and
# do not make the task fail. Afterwards, once:
#   jixiao merge out/shard-* -o out/all
out=out/shard-$SLURM_ARRAY_TASK_ID
code=0
jixiao convert in -o "$out" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --format xlsx,json --jobs "$SLURM_CPUS_PER_TASK" --resume || code=$?
[ "$code" -le 1 ] && [ -e "$out/jixiao.journal.jsonl" ]
