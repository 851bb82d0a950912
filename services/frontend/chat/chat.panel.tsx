import { useState } from 'react';
import type { User } from '../account/account.queries.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { isNarrow } from '../ui/narrow.ts';
import { Panel } from '../ui/panel.tsx';
import { useChat } from './client/use-chat.ts';
import { Composer } from './composer.tsx';
import { ConversationList } from './conversation.list.tsx';
import { Conversation } from './conversation.tsx';

interface Props {
  user: User;
  eventsEnabled: boolean;
  onClose: () => void;
}

/** Shows one conversation, or the list of earlier ones. */
export function ChatPanel({ user, eventsEnabled, onClose }: Props) {
  const chat = useChat();
  const [showsHistory, setShowsHistory] = useState(false);
  const open = (id: string | null) => {
    chat.open(id);
    setShowsHistory(false);
  };
  return (
    <Panel
      title="Chat"
      onClose={onClose}
      actions={
        <>
          <Button
            look="quiet"
            icon
            aria-label="Earlier conversations"
            aria-pressed={showsHistory}
            onClick={() => setShowsHistory(!showsHistory)}
            disabled={chat.isReplying}
          >
            <Icon name="history" />
          </Button>
          <Button
            look="quiet"
            icon
            aria-label="New conversation"
            onClick={() => open(null)}
            disabled={chat.isReplying || (chat.openId === null && !chat.turn && !showsHistory)}
          >
            <Icon name="add" />
          </Button>
        </>
      }
    >
      {showsHistory ? (
        <ConversationList user={user} openId={chat.openId} onOpen={open} />
      ) : (
        <>
          <Conversation
            chat={chat}
            user={user}
            eventsEnabled={eventsEnabled}
            onTaskOpened={() => isNarrow() && onClose()}
          />
          <Composer isReplying={chat.isReplying} last={lastSaid(chat)} onSay={chat.say} onStop={chat.stop} />
        </>
      )}
    </Panel>
  );
}

function lastSaid({ turn, messages }: ReturnType<typeof useChat>): string | undefined {
  return turn?.message ?? messages.findLast(({ role }) => role === 'user')?.content;
}
