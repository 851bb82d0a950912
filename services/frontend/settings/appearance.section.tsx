import { useState } from 'react';
import { chooseTheme, chosenTheme, themes } from '../theme/theme.ts';
import styles from './appearance.module.css';
import { Section } from './section.tsx';

const names = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;

export function AppearanceSection() {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <Section title="Appearance" hint="On this device.">
      <fieldset className={styles['choices']}>
        <legend className="visually-hidden">Theme</legend>
        {themes.map((name) => (
          <label key={name} className={styles['choice']}>
            <input
              type="radio"
              name="theme"
              value={name}
              checked={theme === name}
              onChange={() => {
                chooseTheme(name);
                setTheme(name);
              }}
              className={styles['input']}
            />
            <span className={styles['sample']} data-sample={name} aria-hidden="true">
              <span />
              <span />
            </span>
            {names[name]}
          </label>
        ))}
      </fieldset>
    </Section>
  );
}
